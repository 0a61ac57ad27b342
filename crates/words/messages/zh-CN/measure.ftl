# 计量时的提示。

bad-rows = 有 { $count } 行无法读取，第一处在“{ $file }”第 { $line } 行：{ $problem }。没有任何改动。请修正文件，或用 --skip-bad-rows 略过这些行
no-cases = 记录里没有带时间的办件；请用 mingpai inspect 检查 [source]
nobody-starts =
    没有办件能开始承诺“{ $promise }”：记录里没有节点“{ $milestone }”的任何一个环节（{ $wanted }）{ $nearest ->
        [0] {""}
       *[other] ，是不是“{ $nearest }”？
    }
nobody-carries = 没有办件能开始承诺“{ $promise }”：没有一条记录在“{ $field }”（节点“{ $milestone }”）有值
case-in-unknown-year = 承诺“{ $promise }”的办件 { $case } 用到 { $year } 年，而日历 { $calendar } 只有 { $first } 至 { $last } 年；请用 mingpai calendar import { $calendar } 文件.csv（date,kind,name）补上该年
as-of-in-unknown-year = 数据截至 { $as_of }，而日历 { $calendar } 只有 { $first } 至 { $last } 年；请用 mingpai calendar import { $calendar } 文件.csv（date,kind,name）补上 { $year } 年，或用 --as-of 指定更早的时刻
calendar-wrong = 方案中的日历有误：{ $problem }
no-such-calendar =
    没有名为“{ $name }”的日历{ $nearest ->
        [0] {""}
       *[other] ，是不是“{ $nearest }”？
    } 可用 mingpai calendar import { $name } 文件.csv 添加
too-many-milestones = 各承诺用到的节点超过 { $most } 个，请拆分方案
too-many-fields = 各承诺用到的数据项超过 { $most } 个，请拆分方案
spill-failed = 内存不足，而暂存文件无法写入：{ $detail }

no-such-activity =
    节点“{ $milestone }”写了环节“{ $activity }”，记录里没有{ $nearest ->
        [0] {""}
       *[other] ，是不是“{ $nearest }”？
    }
field-never-set = 没有一条记录在“{ $field }”有值
no-such-scope =
    承诺“{ $promise }”适用的{ $kind ->
        [unit] 单位
       *[service] 事项
    }“{ $name }”在记录里没有{ $nearest ->
        [0] {""}
       *[other] ，是不是“{ $nearest }”？
    }
reversed-times = 有 { $cases } 件的终点早于起点（承诺“{ $promise }”），用时按零计
extensions-recorded = 记录里有 { $extensions } 条延期（特别程序种类代码为 1）；延期不改变承诺时限，仍按原时限计算
repeated-events = 有 { $events } 个事件在后面的文件里重复出现，只计一次
calendar-lacks-next-year = 日历 { $calendar } 还没有 { $year } 年，落在该年的到期日无法确定；放假安排公布后，请用 mingpai calendar import { $calendar } 文件.csv 补上

calendar-unknown-year = 日历 { $calendar } 只有 { $first } 至 { $last } 年，没有 { $year } 年；请用 mingpai calendar import { $calendar } 文件.csv（date,kind,name）补上
calendar-missing-years = 日历 { $calendar } 有 { $before } 年和 { $after } 年，中间的年份缺失
calendar-empty = 日历 { $calendar } 没有任何日期
calendar-contradiction = 日历 { $calendar } 把 { $date } 同时列为放假日和上班日
calendar-no-hours = 日历 { $calendar } 没有办公时间；请写 office_hours = ["09:00-12:00", "13:30-17:30"]
calendar-hours = “{ $text }”不是办公时间；请按先后写成 "09:00-12:00"，不要重叠
calendar-season = “{ $from }”至“{ $until }”不是时段；请都写成 "06-01"，或都写成 "2025-06-01"
calendar-list = 列表第 { $line } 行：“{ $text }”不是 date,kind,name（kind 为 holiday 或 workday）
