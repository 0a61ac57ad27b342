# 关于办件记录及其存储。

row-no-case = 该行没有办件编号
row-no-time = 该事件在“{ $column }”列没有时间
row-time = “{ $column }”列的“{ $value }”不是可识别的时间
row-no-zone = “{ $column }”列的时间“{ $value }”不带时区；请在 [source] 写上 time_zone = "Asia/Shanghai"（或其所在时区）
row-days = “{ $column }”列的“{ $value }”不是天数
row-columns = 该行有 { $found } 列，而表头有 { $wanted } 列
row-encoding = 该行不是 { $encoding } 编码的文字
row-nameless-trace = 该轨迹没有“{ $attribute }”，无法区分是哪一件；如果另有属性，请在 [source] 的 case 里写明
row-outside-trace = 该事件不属于任何一件
row-quotes = 该行有引号没有正确收尾

no-such-file = 找不到文件“{ $file }”，请检查文件名和所在文件夹
empty-file = 文件“{ $file }”是空的，请重新导出
folder-not-taken = “{ $file }”是文件夹；请写出其中的文件，或在 [source] 写上 preset = "gbt39046"（国标数据表可以整个文件夹读取）
folder-empty = 文件夹“{ $file }”里没有文件
file-unreadable = 无法读取“{ $file }”：{ $detail }
unknown-format =
    “{ $file }”{ $looks_like ->
        [xls] 是旧版 Excel 工作簿（.xls），请用 Excel 打开后另存为 .xlsx
        [password] 是有打开密码的 Excel 工作簿；请用 Excel 打开，在“文件—信息—保护工作簿—用密码进行加密”里清空密码，再保存
        [page] 其实是网页（HTML），不是 Excel 工作簿；请用 Excel 打开后另存为 .xlsx 或 CSV
        [xml-workbook] 是 Excel 2003 的 XML 表格；请用 Excel 打开后另存为 .xlsx
        [pdf] 是 PDF，请把记录导出为 CSV 或 XLSX
        [sqlite] 是 SQLite 数据库，请把数据表导出为 CSV
        [xml] 是 XML，但既不是 XES 也不是 OCEL；请导出为 CSV、XLSX、XES 或 OCEL 2.0
        [json] 是 JSON，但不是 OCEL 2.0；请导出为 CSV、XLSX 或 OCEL 2.0
       *[binary] 不是可读取的格式，请导出为 CSV、XLSX、Parquet、XES 或 OCEL 2.0
    }
file-damaged = “{ $file }”是损坏的 { $format } 文件（{ $detail }），请重新导出或复制
workbook-part-too-large = “{ $file }”里的 { $part } 解压后达 { $megabytes } MB，是压缩时的 { $times } 倍，正常的工作簿不会如此，故未读取；请用 Excel 打开后另存为 .xlsx，或导出为 CSV
file-truncated = “{ $file }”不完整，中途结束，请重新复制或导出
xml-entities = “{ $file }”自带实体声明（<!ENTITY …>）；事件日志用不到它，且可能是陷阱，请删去
line-too-long = “{ $file }”第 { $line } 行：一条记录超过 { $most_megabytes } MB；文件该换行处没有换行，或有引号没有收尾
unknown-encoding =
    没有名为“{ $encoding }”的文字编码{ $nearest ->
        [0] {""}
       *[other] ，是不是想写“{ $nearest }”？
    }
source-not-mapped = “{ $file }”是表格，而 [source] 没有写明哪一列是 { $key }；请写 { $key } = "列名"
no-such-column =
    “{ $file }”没有“{ $column }”列（方案中的 { $key }）{ $nearest ->
        [0] {"。"}
       *[other] ，是不是“{ $nearest }”？
    } 现有：{ $columns }
column-twice = “{ $file }”有两列都叫“{ $column }”，请改其中一个
no-such-sheet = “{ $file }”没有工作表“{ $sheet }”，现有：{ $sheets }
no-heading = “{ $file }”第 { $row } 行没有表头，请在 [source] 用 header_row 指明
no-object-type = “{ $file }”是以对象为中心的日志；请在 [source] 写上 object_type = "…"，指明哪类对象是办件。现有：{ $types }
unknown-object-type = “{ $file }”没有“{ $name }”这类对象，现有：{ $types }
column-type = “{ $file }”的“{ $column }”列是 { $kind } 类型，不是文字、数字或时间
no-national-table = 这些文件都没有国标数据表的列名（办件编号，及申请时间、受理时间、环节名称或办结时间）：{ $files }
not-a-national-table = “{ $file }”没有会读取的国标数据表列名，已跳过
several-sheets = “{ $file }”有几张工作表都有方案所写的列，全部读取：{ $sheets }；只读其中一张时，请在 [source] 写上 sheet = "工作表名"
sheets-passed-over = “{ $file }”的工作表 { $sheets } 缺少方案所写的列，已跳过
same-file-twice = “{ $file }”与“{ $first }”内容相同，只计一次
row-stops = “{ $file }”第 { $line } 行：{ $problem }
no-such-time-zone = 没有名为“{ $name }”的时区，请写如 "Asia/Shanghai"
stopped = 已停止，没有任何改动

no-store = 文件夹“{ $folder }”里没有数据存储；用 mingpai intake 可以建立
not-a-store = 文件夹“{ $folder }”里有别的东西，不是数据存储；请选空文件夹或新文件夹
store-too-new = “{ $folder }”里的数据存储由更新版本的铭牌写成，请先升级本程序
store-damaged =
    数据存储的文件“{ $file }”{ $detail ->
        [missing] 不见了
        [altered] 已损坏：与写入时的内容不同
       *[other] 已损坏（{ $detail }）
    }；请从备份恢复
store-busy = 有人正在向“{ $folder }”入库，请等其完成后再试
store-source-changed = 该数据存储是用另一种 [source] 入库的：{ $key } 原为 { $before }，现为 { $now }；请改回原样，或用改后的方案入库到新的数据存储
store-field-not-kept = 数据存储里没有“{ $field }”（现有：{ $kept }）；请在 [source] 加上 keep = ["{ $field }"]，再入库到新的数据存储
store-field-unreadable = 办件 { $case }：{ $problem }
store-no-import = 数据存储里没有第 { $id } 次入库；用 mingpai intake --store … --list 查看
store-failed = 数据存储的文件“{ $file }”无法写入：{ $detail }；没有任何改动
already-imported = “{ $file }”先前已入库（第 { $id } 次），没有新内容
personal-column = “{ $column }”一列看来是个人信息，不原样存入；请从方案的 keep、事项、单位等处去掉（办理人员可写作 actor，只存加密后的代号）
