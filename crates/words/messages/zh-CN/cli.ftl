# 命令行的话。

error = 错误：{ $text }
warning = 警告：{ $text }
note = 提示：{ $text }
in-file = “{ $file }”：{ $text }

argument-unknown =
    没有选项“{ $argument }”{ $nearest ->
        [0] {""}
       *[other] ，是不是“{ $nearest }”？
    } 用 mingpai --help 查看
argument-unknown-command =
    没有命令“{ $command }”{ $nearest ->
        [0] {""}
       *[other] ，是不是“{ $nearest }”？
    } 用 mingpai --help 查看
argument-missing = 缺少 { $argument }；用 mingpai 命令 --help 查看该命令需要什么
argument-value = { $argument } 不能是“{ $value }”
argument-conflict = { $argument } 不能与 { $other } 同用
argument-other = { $detail }

no-sources = 请写出办件记录文件，或用 --store 指定数据存储
no-promises = 方案“{ $file }”里没有 [[promise]]；请写一条承诺，或只用 --process
as-of-unreadable = “{ $value }”不是时刻；请写 --as-of 2025-09-30 或 --as-of 2025-09-30T17:30:00
compare-by-month = 前后比较可按单位和事项分；一个月份只会在一侧
outcomes-ending = “{ $file }”须以 .csv 或 .parquet 结尾
cannot-write = 无法写入“{ $file }”：{ $detail }
bad-rows-left-out = “{ $source }”有 { $rows } 行无法读取，已略过；原因见“{ $file }”

progress-reading = 读取

summary = { $events } 个事件，{ $cases } 件，{ $first } 至 { $last }。截至记录中的最后时刻 { $as_of }（{ $zone }）。
summary-as-of = { $events } 个事件，{ $cases } 件，{ $first } 至 { $last }。截至 { $as_of }（{ $zone }）。

column-unit = 单位
column-service = 事项
column-month = 月份
column-promise = 承诺
column-cases = 件数
column-share = 兑现率
column-interval = 95% 区间
column-target = 目标
column-p50 = 中位数
column-p90 = 90% 分位
column-unit-of-time = 计时单位

outcome-kept = 兑现
outcome-broken = 未兑现
outcome-overdue = 超期未结
outcome-running = 在办
outcome-withdrawn = 退出
outcome-not-started = 未起算
outcome-no-due = 无期限

unit-working-day = 工作日
unit-calendar-day = 自然日
unit-minute = 时:分
unit-event = 次

days = { $n } 日
minutes = { $n } 分
target-reached = { $target } 达到
target-missed = { $target } 未达到

side-before = { $split } 之前
side-after = { $split } 起
share-changed = 兑现率变化 { $difference } 个百分点（95% 区间 { $low } 至 { $high }）。
share-not-changed = 看不出兑现率有变化：{ $difference } 个百分点，95% 区间 { $low } 至 { $high }。
median-changed = 中位数变化 { $difference }（95% 区间 { $low } 至 { $high }）。
median-not-changed = 看不出中位数有变化：{ $difference }，95% 区间 { $low } 至 { $high }。
nothing-to-compare = 有一侧没有可比的办件。

deadline-after-calendar = 到期日在 { $last } 年之后，超出日历 { $calendar }；请用 mingpai calendar import { $calendar } 文件.csv 补上 { $year } 年
calendar-name = “{ $name }”不能作为日历名；请用字母、汉字、数字、- 和 _，但不能叫 weekdays
calendar-imported = 日历 { $calendar } 已有 { $years } 年，存于“{ $file }”
calendar-listed = { $calendar }：{ $first } 至 { $last } 年
calendar-listed-weekdays = weekdays：周一至周五，无节假日

no-files = 请写出要入库的文件
imported = 第 { $id } 次入库：{ $files } 个文件、{ $events } 个事件已存入“{ $store }”；如需撤回，用 mingpai intake --store { $store } --undo { $id }
nothing-new = 没有新内容，“{ $store }”未变
import-undone = 第 { $id } 次入库（{ $files } 个文件）已撤回
store-empty = 存储中还没有入库记录
no-chance = 系统给不出随机数：{ $detail }

column-import = 入库
column-at = 时间
column-file = 文件
column-events = 事件
column-bad-rows = 略过行数
