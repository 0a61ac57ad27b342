# 方案文件可能出的错。

plan-syntax = 方案第 { $line } 行不是合法的 TOML：{ $detail }
plan-unknown-key =
    方案第 { $line } 行：{ $section ->
        [0] 没有名为“{ $key }”的部分
       *[other] [{ $section }] 里没有“{ $key }”这一项
    }{ $nearest ->
        [0] {""}
       *[other] ，是不是想写“{ $nearest }”？
    }
plan-missing-section = 方案缺少 [{ $section }] 部分；可用 mingpai inspect 从您的记录起草一份方案
plan-missing-key = 方案第 { $line } 行：[{ $section }] 缺少“{ $key }”
plan-wrong-kind =
    方案第 { $line } 行：[{ $section }] 里的“{ $key }”应写成{ $wanted ->
        [text] 带引号的文字
        [list] 文字列表，如 ["甲", "乙"]
        [whole-number] 不小于 0 的整数
        [number] 不小于 0 的数
        [date] 日期，如 "2025-09-30"
        [tables] 表的列表，如 [{"{"} … {"}"}]
       *[table] 表，如 {"{"} … {"}"}
    }
plan-not-one-of =
    方案第 { $line } 行：“{ $key }”不能是“{ $value }”，可以是 { $known }{ $nearest ->
        [0] {""}
       *[other] 。是不是想写“{ $nearest }”？
    }
plan-refused-value =
    方案第 { $line } 行：“{ $key }”不能是“{ $value }”；{ $wanted ->
        [one-character] 请写一个字符，如 ";" 或 "\t"
        [from-one] 行号从 1 数起
        [one-or-five] 请写 1 或 5：哪个代码是“非常满意”
        [needs-best] 还要写 satisfaction_best = 1 或 5：哪个代码是“非常满意”。标准里 1 是非常满意，实际系统有反过来的，不能猜
        [thousand-years] 这超过了一千年
       *[share] 请写 0 到 1 之间的比例，如 0.95
    }
plan-milestone-kind = 方案第 { $line } 行：节点“{ $name }”要么写 activities（可加 pick），要么写 attribute，二者取一
plan-unknown-milestone =
    方案第 { $line } 行：承诺“{ $promise }”写了 { $key } = "{ $name }"，但 [milestones] 里没有“{ $name }”{ $nearest ->
        [0] {""}
       *[other] ，是不是想写“{ $nearest }”？
    }
plan-limit-kind = 方案第 { $line } 行：承诺“{ $promise }”的时限须从 working_days、working_hours、calendar_days、hours、minutes、due、working_days_from 或 count（配 at_most）中恰好取一；roll 只与 calendar_days 同用
plan-no-office-hours = 方案第 { $line } 行：承诺“{ $promise }”按办公时间计算，请在 [calendar] 写上 office_hours = ["09:00-12:00", "13:30-17:30"]
plan-overlap = 方案第 { $line } 行：编号为“{ $promise }”的两条承诺在同一天都有效；请用 in_force 写成前后相接的时段，或各用各的编号
plan-mixed-units = 方案第 { $line } 行：编号为“{ $promise }”的几条承诺计时单位不同，请各用各的编号
plan-period-reversed = 方案第 { $line } 行：承诺“{ $promise }”的有效期终点早于起点
