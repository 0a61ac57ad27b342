# 服务器的各项配置，以及配置出错时的提示。

option-database = 数据库地址：sqlite:文件?mode=rwc 或 postgres://用户名@主机/库名；默认为 sqlite:mingpai.db?mode=rwc
option-database-file = 存有数据库地址（含密码）的文件；写了它就不看 `database`
option-listen = 监听的地址；默认为 127.0.0.1:8080，其他机器访问不到
option-https = 网页经由 https（代理）访问：登录信息只经 https 传送
option-trusted-proxies = 服务器前面的代理的地址：代理转告的内容可信，例如 x-request-id；默认没有
option-time-zone = 办公室所在时区；默认为 Asia/Shanghai
option-session-hours = 多少小时没有操作就须重新登录；默认为 8
option-upload-limit-mb = 网页接收的文件最大多少 MB；默认为 4
option-data = 存放办件数据和备份的文件夹，没有时自动建立；默认为 mingpai-data
option-backups = 存放备份的文件夹，最好在另一块磁盘上；默认为 `data` 之下的 `backups`
option-log-format = 日志写到标准错误输出的格式：text 便于阅读，json 每行一个对象；默认为 text
option-log-level = 日志记到哪一级：error、warn、info（每次访问一行）或 debug；默认为 info
option-require-totp-for = 哪些角色必须用两步验证：office、liaison、head、reviewer、steward、auditor、operator；默认没有
option-oidc-issuer = 统一身份认证平台的地址，与它自称的完全一致；不写则不用
option-oidc-client-id = 本系统在认证平台上的名称
option-oidc-client-secret-file = 存有本系统在认证平台上密码的文件
option-oidc-name = 认证平台的名称，显示在登录按钮上
option-oidc-name-en = 认证平台的英文名称
option-oidc-claim = 首次登录时与登录名对应的声明；默认为 preferred_username，必须是本人改不了的
option-oidc-ca-file = 信任的根证书（PEM）；默认用系统信任的
option-oidc-redirect-base = 浏览器访问本系统的地址，如 https://mingpai.example.gov.cn
option-oidc-asks-second-factor = 认证平台对所有人都做了两步验证，本系统不再要求
option-requests-per-minute = 同一地址每分钟最多访问多少次；默认为 1200
option-sign-ins-per-minute = 同一地址每分钟最多尝试登录多少次；默认为 60
option-uploads-per-minute = 同一地址每分钟最多上传多少个文件；默认为 30
config-head =
    铭牌的配置文件：`mingpai serve --config 本文件`。
    环境变量优先于本文件，命令行参数优先于两者。没有写的项取默认值。
config-other-ways = 环境变量 { $variable }，参数 { $flag }。
config-by-default = 默认值
config-in-file = “{ $file }”第 { $line } 行
config-in-variable = 环境变量 { $name }
config-on-command-line = 参数 { $name }
config-wrong = { $where }：{ $text }
config-no-toml = 不是 TOML 格式：{ $detail }
config-no-section =
    没有 `[{ $section }]` 这一节{ $belongs ->
        [0] {""}
       *[other] ；`{ $section }` 应写在 `[{ $belongs }]` 之下
    }{ $nearest ->
        [0] {""}
       *[other] ；是不是 `[{ $nearest }]`？
    }
config-no-key =
    `[{ $section }]` 里没有 `{ $key }` 这一项{ $nearest ->
        [0] {""}
       *[other] ；是不是 `{ $nearest }`？
    }
config-wrong-kind = `[{ $section }]` 里的 `{ $key }` 应为{ $wanted }
config-refused = { $where }：`[{ $section }]` 里的 `{ $key }` 不能是“{ $value }”；应为{ $wanted }
config-wants-text = 加引号的文字
config-wants-truth = true 或 false
config-wants-number = { $from } 到 { $to } 之间的整数
config-wants-list = 一组文字，如 ["10.0.0.1", "10.0.0.2"]
config-wants-one-of = 下列之一：{ $known }
config-wants-zone = 时区的名称，如 Asia/Shanghai 或 Asia/Urumqi
config-wants-addresses = 地址，如 10.0.0.1，不带端口
config-wants-readable = 可以读取的文件：{ $detail }
config-wants-no-empty-file = 有内容的文件
config-wants-folder = 本程序可以写入的文件夹：{ $detail }
option-mail-server = 邮件服务器的名称或地址；不写则不发邮件
option-mail-port = 端口；0 为按加密方式取常用端口（tls 465，starttls 587，plain 25）
option-mail-security = 加密方式：tls、starttls，或 plain（只用于本单位机房内、不用密码的服务器）
option-mail-user = 在邮件服务器上的用户名；不写则不登录
option-mail-password-file = 存有密码的文件
option-mail-from = 发件人，例如 服务品牌办公室 <brand@example.gov.cn>
option-mail-ca-file = 信任的证书（PEM）；不写则用系统信任的
option-mail-digest-at = 每天几点发送提醒，例如 08:00
option-mail-links-to = 邮件里链接用的本系统网址，例如 https://mingpai.example.gov.cn；不写则邮件里没有链接
option-press-program = 排版程序 mingpai-press 的位置；不写则在 mingpai 旁边和 PATH 里找
option-press-fonts = 补充的字体文件（含生僻字的完整字体）
option-press-layouts = 自有版式的文件夹：layouts.toml 和它所用的模板
option-press-links-to = 牌上的二维码通到的本系统网址，例如 https://pinpai.example.gov.cn；不写则取邮件里链接的网址，再没有则取打开网页时的网址
config-wants-address = 以 http:// 或 https:// 开头的网址
config-wants-time = 一天里的时刻，例如 08:00
