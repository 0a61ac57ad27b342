ledger-cannot-open = 打不开数据库 `{ $url }`：{ $detail }。请检查地址，以及数据库服务是否在运行、是否允许本程序连接
ledger-unknown-url = `{ $url }` 不是数据库地址：地址以 `sqlite:` 或 `postgres:` 开头，例如 `sqlite:mingpai.db?mode=rwc` 或 `postgres://mingpai@localhost/mingpai`
ledger-read-only = 数据库不可写：{ $detail }。请给本程序对该文件及其所在文件夹的写权限
ledger-disk-full = 磁盘已满，什么都没有保存：{ $detail }。请腾出空间后重试
ledger-too-new = 数据库 `{ $url }` 由更新版本的铭牌建立，请使用那个版本
ledger-failed = 数据库未能完成：{ $detail }
ledger-stopped = 程序正在停止，什么都没有保存
ledger-saved-meanwhile = { $by } 刚才保存过这一页。您的内容没有覆盖它，仍保留在下面
ledger-login-taken = 登录名 `{ $login }` 已有人使用
ledger-not-in-state = 这一版{ $state ->
    [draft] 还是草稿
    [signed] 已签署
    [published] 已生效
   *[incomplete] 还没有填完整
 }，不能这样处理
ledger-not-what-was-seen = 您读过之后内容又有改动。请再读一遍，然后签署
ledger-gone = 它已经不在了
ledger-before-the-one-in-force = { $day } 不晚于最近公布的一版的生效日 { $from }，请选更晚的日期
ledger-not-empty = 登记库不是空的；备份只能恢复到空库，请换一个数据库
ledger-no-backup = 这个文件不是完整的备份：{ $detail }。什么都没有写入
job-killed-too-often = 这项工作已 { $times } 次使程序中断，不再重试。请联系系统运维，查看日志
job-of-a-copy = 本登记库由备份恢复而来；备份时这项工作还没有做完，需要时请重新提交
ledger-below-itself = 品牌不能是自己或自己的子品牌的子品牌，请另选
ledger-has-sub-brands = 下面还有 { $count } 个子品牌在使用，请先停用它们，或改到别的品牌下面
ledger-retired = 这个品牌已定用到 { $until } 为止，不能再改
