# 命令行的话。

error = 错误：{ $text }
warning = 警告：{ $text }
note = 提示：{ $text }
in-file = “{ $file }”：{ $text }

argument-unknown =
    没有选项“{ $argument }”{ $nearest ->
        [0] ，可
       *[other] ，是不是“{ $nearest }”？可
    }用 mingpai --help 查看
argument-unknown-command =
    没有命令“{ $command }”{ $nearest ->
        [0] ，可
       *[other] ，是不是“{ $nearest }”？可
    }用 mingpai --help 查看
argument-missing = 缺少 { $argument }；用 mingpai 命令 --help 查看该命令需要什么
argument-value = { $argument } 不能是“{ $value }”
argument-conflict = { $argument } 不能与 { $other } 同用
argument-no-command = 请写明要做什么：{ $commands }；用 mingpai --help 查看各命令
argument-too-many = 多写了“{ $value }”；用 mingpai 命令 --help 查看该命令的写法
argument-by-twice = --by 里“{ $dimension }”写了两次
argument-other = { $detail }

no-sources = 请写出办件记录文件，或用 --store 指定数据存储
no-promises = 方案“{ $file }”里没有 [[promise]]；请写一条承诺，或只用 --process
as-of-unreadable = “{ $value }”不是时刻；请写 --as-of 2025-09-30 或 --as-of 2025-09-30T17:30:00
compare-by-month = 前后比较可按单位和事项分；一个月份或年份只会在一侧
outcomes-ending = “{ $file }”须以 .csv 或 .parquet 结尾
cannot-write = 无法写入“{ $file }”：{ $detail }
would-write-over = 结果不能写到“{ $file }”：正要读取它，或它在所读的文件夹里；请另选一个文件名
written-twice = 两份结果都要写到“{ $file }”；请另选一个文件名
bad-rows-left-out = “{ $source }”有 { $rows } 行无法读取，已略过；原因见“{ $file }”

progress-reading = 读取

summary = { $events } 个事件，{ $cases } 件，{ $first } 至 { $last }。截至记录中的最后时刻 { $as_of }（{ $zone }）。
summary-nothing = 截至 { $as_of }（{ $zone }）还没有任何记录。
summary-as-of = { $events } 个事件，{ $cases } 件，{ $first } 至 { $last }。截至 { $as_of }（{ $zone }）。

column-unit = 单位
column-service = 事项
column-month = 月份
column-year = 年份
column-promise = 承诺
column-cases = 件数
column-share = 兑现率
column-interval = 95% 区间
column-target = 目标
column-p50 = 中位数
column-p90 = 90%分位
column-unit-of-time = 计时

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
calendar-few-days = { $year } 年只列了 { $days } 天放假，而 2004 年以来每年至少 22 天；没有列出的节假日会按工作日计，请导入该年完整的放假安排
calendar-overrides = { $date } 与国务院办公厅公布的安排不同，已按导入的计
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


# 草稿（inspect）。
draft-title =
    这是 mingpai inspect { $sources } 的结果：先说明记录里有什么，再给出一份方案草稿。
    整段文字就是一个方案文件。请逐行核对，特别是节点和承诺，改好存成“方案.toml”，然后：
      mingpai measure { $sources } --plan 方案.toml{ $options }
draft-counted = 共 { $events } 个事件，{ $cases } 件，{ $first } 至 { $last }。
draft-bad-rows = 有 { $rows } 行无法读取，第一处在“{ $file }”第 { $line } 行：{ $problem }。请修正文件，或照上面的命令用 --skip-bad-rows 略过这些行。
draft-text-table = “{ $name }”：文本表格，{ $encoding } 编码，以{ $delimiter }分列，表头在第 { $row } 行。
draft-table = “{ $name }”：{ $format } 表格，表头在第 { $row } 行。
draft-log = “{ $name }”：{ $format }。
draft-columns = “{ $name }”的列（看了前 { $rows } 行）：列名、内容、不同值的个数、最常见的值
draft-object-types = 对象类型、对象个数、相关事件数：
draft-activities = 环节 { $number } 种：次数、为首的件数、为末的件数
draft-more = 另有 { $number } 种。
draft-lacks = 看不出哪一列是 { $key }；请在草稿的 [source] 里写明
draft-preset = 国家标准办件数据表（GB/T 39046-2020），按表头识别，按办件编号合并
draft-object-type = 哪类对象算一件
draft-case = 一件的编号
draft-activity = 环节
draft-at = 时间
draft-actor = 经办人：只存加密后的代号
draft-service = 事项
draft-unit = 单位
draft-channel = 渠道
draft-sheet = 工作表
draft-zone-words = 从记录里的中文推断
draft-zone-offsets = 从时间所带的时差推断，请核对
draft-zone-nothing = 记录里没有线索，请写上当地时区
draft-preset-milestones = 标准表自带 applied、accepted、decided、paused、resumed、document、returned、withdrawn，不必另写。
draft-by-name = 按名称推断
draft-by-begin = 多数件以此开始
draft-by-end = 多数件以此结束
draft-own-time = 办件自带的时间
draft-base-cn = 法定节假日和调休
draft-base-weekdays = 周一至周五，未计节假日
draft-calendar-zone = 按此时区论日期
draft-hours = 请改成本单位的办公时间
draft-words = 请改成铭牌上的原话
draft-limit = 请改成铭牌上的时限；20 个工作日是《行政许可法》第四十二条的一般时限
draft-due = 每件自带的到期日
draft-days = 每件自带的天数
kind-empty = 空
kind-times = 时间
kind-dates = 日期
kind-numbers = 整数
kind-text = 文字
kind-personal = 个人信息，不读取
kind-staff = 办理人员，不显示
delimiter-tab = 制表符

demo-made-up = 本城市及其全部数字都是虚构的。
demo-not-ours = 文件夹“{ $folder }”里有别的东西，不是演示数据；请用 --dir 另选一个文件夹
demo-reused = “{ $folder }”里已有这座城市的办件数据，直接使用
demo-made = 已编造 { $cases } 件办件，写入“{ $folder }”
demo-plan-kept = 方案“{ $file }”已有改动，照改后的计量
demo-next =
    接着可以试：
    { $measure }
    { $compare }
    { $inspect }
list-comma = 、
columns-left-out = 窗口较窄，未列出：{ $columns }；放宽窗口，或用 --format csv 可见全部。
progress-making-up = 编造
city-no-calendar = 内置日历缺少演示所需的年份：{ $detail }
demo-sign-in = 可用下列账号登录，密码都是 { $password }：
serving = 已就绪：{ $address }，按 Ctrl-C 结束
serve-failed = 网页服务不能运行：{ $detail }
runtime-failed = 程序不能开始运行：{ $detail }
listen-taken = 地址 { $address } 已被别的程序占用；请换一个端口，例如 --listen 127.0.0.1:8081
oidc-address-wrong = [oidc] 的 { $name } 不对：“{ $address }”。请填写完整的 https:// 地址（本机测试可用 http://127.0.0.1）
oidc-file-unreadable = [oidc] 里写的文件 { $file } 不能读取：{ $detail }。请检查路径、权限和内容
listen-refused = 本程序无权使用 { $address }；1024 以下的端口需要更高权限，请换一个，例如 --listen 127.0.0.1:8080
listen-failed = 不能使用 { $address }：{ $detail }。请给出地址和端口，例如 --listen 127.0.0.1:8080
migrated = 数据表已是最新。
audit-whole = 共 { $count } 条，链条完整。要在以后证明此前没有改动，请记下：--head { $count }:{ $hash }
audit-broken = 日志不完整，有 { $faults } 处问题
audit-edited = 第 { $number } 条被改动过
audit-missing = 缺少第 { $number } 条
audit-displaced = 第 { $number } 条与前一条不相接
audit-cut-off = 日志到第 { $after } 条为止，原有 { $of } 条
audit-not-as-noted = 第 { $number } 条与先前记下的不同
audit-head-wrong = `{ $head }` 不是日志的末条；应是 `mingpai audit verify` 给出的序号和校验值，例如 120:9f2c…
admin-made = 已建立账号 `{ $login }`。初始密码只显示这一次：{ $password }
admin-no-such-role = 没有角色 `{ $role }`；可用的有 { $roles }
admin-no-such-unit = 没有名为 `{ $unit }` 的单位
backup-made = 已备份 { $rows } 行到“{ $file }”，并已读回核对
backup-restored = 已从“{ $file }”恢复 { $rows } 行
backup-unreadable = 读不了“{ $file }”：{ $detail }
verify-head = { $unit } · { $brand }：{ $words }（数字截至 { $as_of }）
verify-all = 全部
verify-same = 由明细重新算出，{ $figures } 组数字与公布的完全一致。
verify-signed = 签名相符：由这把密钥签发，之后没有改动。
verify-unsigned = 没有核对签名：请用 --key 给出发布方的公钥。
demo-measures = 正在计量登记库里的承诺
