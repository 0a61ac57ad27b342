# 年度材料：模板、填写位置、导出的文件。

# 模板有什么问题。
blank-not-a-file = 这个文件打不开：{ $detail }。请在 WPS 或 Office 里另存一份再上传
blank-old = 这是旧格式（.doc、.xls）或者带密码的文件。请另存为 .docx 或 .xlsx，去掉密码，再上传
blank-no-office = 这个文件既不是 .docx 也不是 .xlsx。请上传 Word 文档或 Excel 工作簿
blank-other-kind = 这个文件的内容不是 .{ $ending }
blank-macros = 这个文件里有宏程序，不能作模板。请另存为不带宏的 .docx 或 .xlsx
blank-bad-name = 文件里有一个部件的名称不对：{ $part }。请在 WPS 或 Office 里另存一份再上传
blank-too-large = 这个文件展开后太大。请删去用不到的工作表、图片和空白行，再上传
blank-bad-xml = 文件的部件 { $part } 已损坏：{ $detail }。请在 WPS 或 Office 里另存一份再上传
blank-document-type = 文件的部件 { $part } 带有文档类型声明，不能用。请在 WPS 或 Office 里另存一份再上传
blank-not-closed = { $at }：“{ $text }”没有写完，填写位置要写成 {"{{"}名称{"}}"}
blank-unknown = { $at }：没有名为“{ $name }”的填写位置。名称见本页下方的表
blank-two-lists = { $at }：同一行里有“{ $one }”和“{ $other }”两个清单。请分成两行
blank-no-row = { $at }：清单的填写位置“{ $name }”只能放在表格的行里
blank-cannot-move = 工作表“{ $sheet }”里有{ $what }，按清单增行时它不会跟着移动。请把它移到另一张工作表
blank-cannot-write = 填好的文件写不出来：{ $detail }
blank-fixed-drawing = 图片或图表
blank-fixed-comments = 批注
blank-fixed-tables = 带名称的“表格”
blank-fixed-controls = 控件或嵌入的对象
blank-fixed-formats = 新式的条件格式或迷你图
blank-fixed-pivot = 数据透视表
blank-fixed-formula = 共享公式或数组公式（{ $cell }）
blank-at-body = 正文第 { $paragraph } 段（{ $begins }）
blank-at-header = 页眉（{ $begins }）
blank-at-footer = 页脚（{ $begins }）
blank-at-note = 脚注或尾注（{ $begins }）
blank-at-cell = 工作表“{ $sheet }”{ $cell }
blank-at-page = 工作表“{ $sheet }”的页眉页脚
