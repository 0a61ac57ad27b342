# What the server is configured with: each option, and what can be wrong with it.

option-database = Where the register is: sqlite:FILE?mode=rwc or postgres://NAME@HOST/DATABASE; sqlite:mingpai.db?mode=rwc by default
option-database-file = A file that has the database's address in it, password and all; it counts instead of `database`
option-listen = The address to listen on; 127.0.0.1:8080 by default, which other machines cannot reach
option-https = The pages are reached by https, by way of a proxy: cookies are then sent by nothing else
option-trusted-proxies = The addresses of the proxies in front of the server: what they say of a request is believed, their x-request-id for example; none by default
option-time-zone = The office's time zone; Asia/Shanghai by default
option-session-hours = A session ends when nothing was asked for so many hours; 8 by default
option-upload-limit-mb = The largest file that a page takes, in MB; 4 by default
option-data = The folder for case records and backups, made where it is missing; mingpai-data by default
option-backups = The folder for backups, best on another disk; by default the folder `backups` below `data`
option-log-format = How the log is written to standard error: text to be read, json an object a line; text by default
option-log-level = What the log has: error, warn, info (a line for each request) or debug; info by default
option-require-totp-for = The roles that must sign in with a second factor: office, liaison, head, reviewer, steward, auditor, operator; none
option-oidc-issuer = The identity provider's address, exactly as it calls itself; without it none is used
option-oidc-client-id = Our name at the provider
option-oidc-client-secret-file = A file with our password at the provider
option-oidc-name = What people call the provider; it stands on the button
option-oidc-name-en = The same in English
option-oidc-claim = The claim that is an account's login at the first sign-in; preferred_username. It must be one that people cannot change
option-oidc-ca-file = The certificates that are trusted (PEM); those of the system
option-oidc-redirect-base = Our own address as browsers know it, such as https://mingpai.example.gov.cn
option-oidc-asks-second-factor = The provider asks everybody for a second factor, and ours is not asked for
option-requests-per-minute = How often one address may ask in a minute; 1200
option-sign-ins-per-minute = How often one address may try to sign in in a minute; 60
option-uploads-per-minute = How many files one address may send in a minute; 30
config-head =
    The configuration of Mingpai: `mingpai serve --config THIS-FILE`.
    A variable counts more than this file, and the command line more than both. A line that is left out has its default.
config-other-ways = Variable { $variable }, option { $flag }.
config-by-default = by default
config-in-file = `{ $file }`, line { $line }
config-in-variable = the variable { $name }
config-on-command-line = the option { $name }
config-wrong = { $where }: { $text }
config-no-toml = this is not TOML: { $detail }
config-no-section =
    there is no section `[{ $section }]`{ $belongs ->
        [0] {""}
       *[other] ; `{ $section }` belongs below `[{ $belongs }]`
    }{ $nearest ->
        [0] {""}
       *[other] ; did you mean `[{ $nearest }]`?
    }
config-no-key =
    `[{ $section }]` has no key `{ $key }`{ $nearest ->
        [0] {""}
       *[other] ; did you mean `{ $nearest }`?
    }
config-wrong-kind = `{ $key }` in `[{ $section }]` must be { $wanted }
config-refused = { $where }: `{ $key }` in `[{ $section }]` cannot be `{ $value }`; it must be { $wanted }
config-wants-text = text in quotation marks
config-wants-truth = true or false
config-wants-number = a whole number from { $from } to { $to }
config-wants-list = a list of texts, such as ["10.0.0.1", "10.0.0.2"]
config-wants-one-of = one of { $known }
config-wants-zone = the name of a time zone, such as Asia/Shanghai or Asia/Urumqi
config-wants-addresses = addresses such as 10.0.0.1, without a port
config-wants-readable = a file that can be read: { $detail }
config-wants-no-empty-file = a file with something in it
config-wants-folder = a folder that this program may write to: { $detail }
option-mail-server = the name or address of the mail server; without it no mail is sent
option-mail-port = its port; 0 for the usual one (tls 465, starttls 587, plain 25)
option-mail-security = tls, starttls, or plain (only for a server in one's own house, without a password)
option-mail-user = our name at the server; without it we do not sign in
option-mail-password-file = a file with our password
option-mail-from = the sender, such as: Brand Office <brand@example.gov.cn>
option-mail-ca-file = the certificates that are trusted (PEM); those of the system
option-mail-digest-at = when the pressing cases are sent, such as 08:00
option-mail-links-to = our own address for the links in mail, such as https://mingpai.example.gov.cn; without it mail has no links
option-press-program = where the press, mingpai-press, is; without it, it is looked for beside mingpai and in PATH
option-press-fonts = files with further typefaces, for rare characters
option-press-layouts = a folder with layouts of our own: layouts.toml, and the templates that it names
option-press-links-to = our own address, to which the codes on plates lead, such as https://pinpai.example.gov.cn; without it, that for links in mail, or that of the page
config-wants-address = an address that begins with http:// or https://
config-wants-time = a time of day, such as 08:00
