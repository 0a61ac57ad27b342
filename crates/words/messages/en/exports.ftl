# Yearly papers: templates, the places to be filled in, the files that come of them.

# What is wrong with a template.
blank-not-a-file = This file cannot be opened: { $detail }. Save it again in WPS or Office and upload it
blank-old = This is a file of the old kind (.doc, .xls), or one with a password. Save it as .docx or .xlsx without a password and upload it
blank-no-office = This file is neither .docx nor .xlsx. Upload a Word document or an Excel workbook
blank-other-kind = What this file holds is no .{ $ending }
blank-macros = This file has macros and cannot be a template. Save it as .docx or .xlsx without macros
blank-bad-name = A part of the file has a wrong name: { $part }. Save it again in WPS or Office and upload it
blank-too-large = This file unpacks to too much. Take out sheets, pictures and empty rows that are not needed, and upload it
blank-bad-xml = The part { $part } of the file is damaged: { $detail }. Save it again in WPS or Office and upload it
blank-document-type = The part { $part } of the file has a document type, which cannot be used. Save it again in WPS or Office and upload it
blank-not-closed = { $at }: “{ $text }” does not end; a place is written as {"{{"}name{"}}"}
blank-unknown = { $at }: there is no place of the name “{ $name }”. The names stand in the table below on this page
blank-two-lists = { $at }: the lists “{ $one }” and “{ $other }” stand in one row. Make two rows of it
blank-no-row = { $at }: “{ $name }” is a place of a list and can only stand in a row of a table
blank-cannot-move = The sheet “{ $sheet }” has { $what }, which would not move along when rows are added for a list. Put that on another sheet
blank-cannot-write = The filled file cannot be written: { $detail }
blank-fixed-drawing = a picture or a chart
blank-fixed-comments = comments
blank-fixed-tables = a table with a name
blank-fixed-controls = a control or an embedded object
blank-fixed-formats = conditional formats of the newer kind, or sparklines
blank-fixed-pivot = a pivot table
blank-fixed-formula = a shared or an array formula ({ $cell })
blank-at-body = Paragraph { $paragraph } of the text ({ $begins })
blank-at-header = Header ({ $begins })
blank-at-footer = Footer ({ $begins })
blank-at-note = Footnote or endnote ({ $begins })
blank-at-cell = Sheet “{ $sheet }” { $cell }
blank-at-page = Header or footer of sheet “{ $sheet }”
