# 帮助文字，按命令和参数：help-measure-by 即 measure 的 --by。

help-template =
    {"{"}about{"}"}

    用法：{"{"}usage{"}"}

    {"{"}all-args{"}"}{"{"}after-help{"}"}

help-options = 选项
help-arguments = 参数
help-commands = 命令
help-help = 显示本帮助
help-lang = 使用的语言：zh 或 en；默认随系统
help-quiet = 只显示结果、警告和错误
help-version = 显示版本

help-about = 铭牌：铭牌上的每条承诺，都用办件记录来计量
help-more =
    先看看记录里有什么：　　mingpai inspect 办件.csv > 方案.toml
    改好方案，再计量：　　　mingpai measure 办件.csv --plan 方案.toml
    从数字追到每一件：　　　mingpai measure 办件.csv --plan 方案.toml --outcomes 明细.csv

help-inspect-about = 看看记录里有什么，并起草一份方案
help-inspect-more =
    输出的全文就是一个方案文件，发现的情况写在注释里。起草只凭列名和内容推断，须由人核对。

    看一个文件：　　　　　　　mingpai inspect 办件.xlsx
    存成方案再改：　　　　　　mingpai inspect 办件.csv > 方案.toml
    国标数据表，整个文件夹：　mingpai inspect 导出/
help-inspect-sources = 办件记录文件，或国标数据表的文件夹

help-measure-about = 每条承诺兑现了多少，用时多长
help-measure-more =
    在到期前办结为兑现，之后办结为未兑现；到期仍未办结为超期未结（按未兑现计）；未到期且未办结为在办。
    兑现率 = 兑现 ÷（兑现 + 未兑现 + 超期未结），并给出 95% 区间。

    按单位和月份，输出 CSV：　mingpai measure 办件.xlsx --plan 方案.toml --by unit,month --format csv
    某一天当时的情况：　　　　mingpai measure 办件.csv --plan 方案.toml --as-of 2025-06-30
    国标数据表，整个文件夹：　mingpai measure 导出/ --plan 国标.toml
    从数据存储：　　　　　　　mingpai measure --store 存储/ --plan 方案.toml
help-measure-sources = 办件记录文件：CSV、XLSX、Parquet、XES（含 .gz）、OCEL 2.0；或国标数据表的文件夹
help-measure-plan = 方案：记录怎样读，承诺了什么
help-measure-store = 用 mingpai intake 建立的数据存储，代替文件
help-measure-as_of = 只看到这一时刻为止；默认为记录中的最后时刻
help-measure-skip_bad_rows = 略过无法读取的行，并连同原因写入 来源.bad.csv
help-measure-bad_rows = 把略过的行写到这个文件
help-measure-memory = 暂存行可用的内存（MB），超出部分写入临时文件
help-measure-by = 按什么分列，依次写：unit（单位）、service（事项）、month（月份）中的任意几个
help-measure-format = 输出格式：table（表格）、json 或 csv
help-measure-outcomes = 另写出每一件的结果
help-measure-process = 另写出流程的样子：环节先后、路径、交接、返工

help-compare-about = 每条承诺在某日前后的比较，附可信区间
help-compare-more =
    办件按起算日归入前后两侧。兑现率之差用 Newcombe 95% 区间，中位数之差用自助法区间；区间跨零即“看不出变化”。

    mingpai compare 办件.csv --plan 方案.toml --split 2011-06-01
help-compare-sources = 办件记录文件，同 measure
help-compare-plan = 方案：记录怎样读，承诺了什么
help-compare-store = 用 mingpai intake 建立的数据存储，代替文件
help-compare-as_of = 只看到这一时刻为止；默认为记录中的最后时刻
help-compare-skip_bad_rows = 略过无法读取的行，并连同原因写入 来源.bad.csv
help-compare-bad_rows = 把略过的行写到这个文件
help-compare-memory = 暂存行可用的内存（MB），超出部分写入临时文件
help-compare-split = 后一侧的第一天
help-compare-by = 按什么分列：unit（单位）、service（事项）中的任意几个
help-compare-format = 输出格式：table（表格）、json 或 csv

help-intake-about = 把记录读入一次并存好，以后的问题都从存储里更快地回答
help-intake-more =
    一条命令里的文件要么全部入库，要么一个也不入。同一文件再入一次不会重复；一件的后续环节可以在以后的文件里。
    经办人姓名只以带密钥的哈希保存，其他个人信息一概不存。

    入库：　　　　　　mingpai intake 办件.csv --plan 方案.toml --store 存储/
    查看已有的入库：　mingpai intake --store 存储/ --list
    撤回第 2 次入库： mingpai intake --store 存储/ --undo 2
    从存储计量：　　　mingpai measure --store 存储/ --plan 方案.toml
help-intake-sources = 办件记录文件，同 measure
help-intake-plan = 方案：其 [source] 说明记录怎样读
help-intake-store = 存储所在的文件夹；没有则新建
help-intake-skip_bad_rows = 略过无法读取的行，并连同原因写入 来源.bad.csv
help-intake-bad_rows = 把略过的行写到这个文件
help-intake-list = 列出已有的入库
help-intake-undo = 撤回一次入库

help-calendar-about = 工作日历：算到期日，添加放假安排
help-calendar-more = 内置中国 2004 至 2026 年的法定放假和调休安排，名为 cn。

help-calendar-deadline-about = 某个时限的最后一天
help-calendar-deadline-more = mingpai calendar deadline cn 2025-09-30 --working-days 5
help-calendar-deadline-name = 日历：cn、weekdays，或已导入的日历
help-calendar-deadline-date = 起算日，当日不计
help-calendar-deadline-working_days = 时限，工作日
help-calendar-deadline-calendar_days = 时限，自然日
help-calendar-deadline-roll = 最后一天逢休息日则顺延到下一个工作日

help-calendar-import-about = 给日历补上一年，或添加自己的日历
help-calendar-import-more =
    文件每行为 date,kind,name；kind 写 holiday（放假）或 workday（周末上班）。

    下一年的放假安排：　　mingpai calendar import cn-2027.csv
    自己的日历：　　　　　mingpai calendar import 昆山 日期.csv
help-calendar-import-name_and_file = 日历名（不写则为 cn）和文件

help-calendar-list-about = 有哪些日历，各知道哪些年
help-calendar-list-more = {""}

help-demo-about = 看一个完整的例子：编造一座城市三年的办件，入库，计量
help-demo-more =
    城市、单位、品牌和数字全是虚构的。文件夹里有办件数据（国标数据表）、方案和数据存储，可以随意试改。

    mingpai demo
    mingpai demo --dir 演示 --seed 7
help-demo-dir = 写到哪个文件夹；默认为 ./mingpai-demo
help-demo-seed = 换一个数，就换一座城市；默认为 2026
help-demo-no_serve = 显示表格后即结束
help-demo-cases = 编造多少件
help-demo-listen = 网页的地址；默认为 127.0.0.1:8080
help-demo-no_browser = 不打开浏览器
help-serve-about = 提供网页：公众页面和各岗位的工作台
help-serve-more =
    各项可以写在配置文件里（--config），也可以用环境变量给出（MINGPAI_LISTEN 等）：环境变量优先于文件，
    命令行参数优先于两者。--print-config 打印实际生效的配置。

    mingpai admin create-account --login zhang --name 张敏
    mingpai serve
    mingpai serve --database postgres://mingpai@localhost/mingpai --listen 0.0.0.0:8080
help-config = 配置文件；不写时取环境变量 MINGPAI_CONFIG。`mingpai serve --print-config` 可打印一份
help-serve-print_config = 打印带注释的配置文件，然后结束
help-migrate-about = 把数据表更新到最新
help-audit-about = 每一次改动的日志
help-audit-verify-about = 逐条核对日志，说出哪一条被改动、删除或调换
help-audit-verify-head = 先前记下的末条；到它为止不应有任何改动
help-admin-about = 在有人能登录之前要做的事
help-admin-create-account-about = 新建账号，并显示一次初始密码
help-admin-create-account-login = 登录名
help-admin-create-account-name = 姓名
help-admin-create-account-role = office 办公室、liaison 联络员、head 负责人、reviewer 评审员、steward 数据管理员、auditor 审计员、operator 系统管理员；默认为 office
help-admin-create-account-unit = 所属单位的全称
help-print-about = 把一个单位的牌、海报、展板排成 PDF，内容取自登记库
help-print-more =
    承诺类的版式每条承诺一张，品牌类的版式每个品牌一张。胸牌在网页“打印”里排。

    有哪些版式：　　mingpai print --list
    排桌牌：　　　　mingpai print desk-plate --data mingpai-demo --unit 市场监督管理局 --language zh-en --links-to https://pinpai.example.gov.cn --out 桌牌.pdf
help-print-sheet = 版式的名称，见 --list
help-print-list = 列出有哪些版式
help-print-unit = 单位的全称
help-print-language = zh（中文，默认）或 zh-en（中英双语）
help-print-paper = exact（成品尺寸，默认）、marks（带出血和裁切线）或 a4（A4 拼版）
help-print-out = 写到哪个 PDF 文件
help-print-data = 数据文件夹；演示的文件夹里有登记库，也用这一项
help-print-links_to = 公众访问本系统的网址，二维码通到这里
help-backup-about = 把整个登记库备份成一个文件，不影响他人使用
help-backup-more =
    备份是同一时刻的内容，写好后读回核对。登录状态不备份。可以用它从 SQLite 迁到 PostgreSQL。

    mingpai backup 登记库.gz --database sqlite:mingpai.db
    mingpai restore 登记库.gz --database postgres://mingpai@localhost/mingpai
help-backup-file = 写到哪个文件；已有的会被替换
help-restore-about = 用备份恢复登记库；数据库必须是空的
help-restore-file = 备份文件
help-migrate-more =
    `serve` 启动时也会自动更新。

    mingpai migrate --database postgres://mingpai@localhost/mingpai
help-audit-more =
    mingpai audit verify
help-audit-verify-more =
    每条记录都带有前一条的校验值。请记下显示的末条：以后用 --head 可以证明此前没有任何改动。

    mingpai audit verify
    mingpai audit verify --head 120:9f2c…
help-admin-more =
    mingpai admin create-account --login zhang --name 张敏
help-admin-create-account-more =
    本人第一次登录时必须换成自己的密码。

    mingpai admin create-account --login zhang --name 张敏
    mingpai admin create-account --login li --name 李强 --role liaison --unit 市生态环境局
help-restore-more =
    要么全部恢复，要么什么都不写入。

    mingpai restore 登记库.gz --database postgres://mingpai@localhost/mingpai
help-verify-about = 从下载的复算包重新算出公布的数字
help-verify-bundle = 复算包，从承诺的公开页面下载
help-verify-key = 发布方的公钥（网站的 /key），用来核对签名
help-verify-more =
    逐项核对：文件是否改动过，明细是否与时限矛盾，由明细算出的数字是否与公布的一致。有一处不符即指出在哪里，退出码为 2。

    mingpai verify 碧水e家.zip
    mingpai verify 碧水e家.zip --key key.pem
