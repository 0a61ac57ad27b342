//! Mail to those who want it: what is in it, when it comes, through which server, and that an address stands nowhere else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod support;

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use jiff::civil::{date, time};
use jiff::tz::TimeZone;
use ledger::Instant;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use web::{Clock, MailSecurity, MailSettings, Settings};

use support::City;

/// What a mail server was given: to whom, and what.
type Taken = Arc<Mutex<Vec<(String, String)>>>;

/// A mail server that knows everybody but `nobody@`.
async fn server() -> (u16, Taken) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let taken = Taken::default();
    let own = taken.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(talk(stream, own.clone()));
        }
    });
    (port, taken)
}

async fn talk(stream: TcpStream, taken: Taken) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 post\r\n").await.ok()?;
    let mut to = String::new();
    while let Some(line) = lines.next_line().await.ok()? {
        let answer = match line.split([' ', ':']).next().unwrap_or_default() {
            "EHLO" => "250-post\r\n250 8BITMIME".to_owned(),
            "RCPT" if line.contains("<nobody@") => format!("550 5.1.1 {}: no such person", &line["RCPT TO:".len()..]),
            "RCPT" => {
                to = line.trim_start_matches("RCPT TO:<").trim_end_matches('>').to_owned();
                "250 ok".to_owned()
            }
            "DATA" => {
                write.write_all(b"354 go on\r\n").await.ok()?;
                let mut mail = String::new();
                while let Some(line) = lines.next_line().await.ok()?.filter(|line| line != ".") {
                    mail.push_str(&line);
                    mail.push('\n');
                }
                taken.lock().unwrap().push((to.clone(), mail));
                "250 taken".to_owned()
            }
            "QUIT" => "221 bye".to_owned(),
            _ => "250 ok".to_owned(),
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await.ok()?;
    }
    Some(())
}

fn base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for sign in text.bytes().filter_map(|byte| SIGNS.iter().position(|known| *known == byte)) {
        bits = bits << 6 | u32::try_from(sign).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xff) as u8);
        }
    }
    bytes
}

/// Subject and text of a mail.
fn read(mail: &str) -> (String, String) {
    let (head, body) = mail.split_once("\n\n").unwrap();
    assert!(head.contains("Content-Transfer-Encoding: base64"), "{head}");
    let line = head.split("\nSubject: ").nth(1).unwrap().split("\nDate: ").next().unwrap();
    // A long subject goes on in lines that begin with a blank.
    let line: String = line.lines().take_while(|line| line.starts_with("=?") || line.starts_with(' ')).collect();
    let subject = line.split("=?utf-8?b?").skip(1).flat_map(|part| base64(part.split("?=").next().unwrap()));
    let subject: Vec<u8> = subject.collect();
    (String::from_utf8(subject).unwrap(), String::from_utf8(base64(body)).unwrap())
}

/// An export up to 30 December: thirty cases that were decided, one that is overdue, one due in two days, one that has time.
fn export() -> String {
    let mut text = String::from("办件编号,环节,时间,单位\n");
    for number in 1..=30 {
        text.push_str(&format!("A{number},受理,2025-10-{number:02} 09:00,生态环境局\n"));
        text.push_str(&format!("A{number},办结,2025-10-{number:02} 17:00,生态环境局\n"));
    }
    for (case, day) in [("逾期-1", "12-01"), ("将到-1", "12-22"), ("刚来-1", "12-30")] {
        text.push_str(&format!("{case},受理,2025-{day} 09:00,生态环境局\n"));
    }
    text
}

/// On one thread, so that the log has what jobs say.
#[tokio::test]
async fn those_who_want_it_get_what_presses_once_a_day() {
    let (port, taken) = server().await;
    let (_kept, log) = support::log();
    let before_eight = date(2025, 12, 31).at(7, 59, 0, 0).to_zoned(TimeZone::UTC).unwrap();
    let clock = Clock::by_hand(TimeZone::UTC, Instant(before_eight.timestamp().as_microsecond()));
    let post = MailSettings {
        server: "127.0.0.1".into(),
        port,
        security: MailSecurity::Plain,
        user: String::new(),
        password: None,
        password_file: None,
        from: "品牌办公室 <brand@city.example>".into(),
        ca_file: None,
        digest_at: time(8, 0, 0, 0),
        links_to: "https://brand.city.example/".into(),
    };
    let post = post.checked().unwrap();
    let own = clock.clone();
    let city = City::with(|folders| Settings { mail: Some(post), ..Settings::new(own, folders) }).await;
    let steward = city.session_of("steward").await;
    let page = city.send_files("/desk/records/new", &[("办件.csv", export().into_bytes())], &steward).await.1;
    let upload = support::upload_of(&page);
    let form = format!(
        "name=平台&upload={upload}&case=办件编号&activity=环节&at=时间&unit=单位&accepted=activity:受理&decided=activity:办结"
    );
    assert_eq!(city.ask("POST", "/desk/records/new/confirm", &form, Some(&steward)).await.0, StatusCode::SEE_OTHER);
    city.desk.do_what_waits().await.unwrap();

    // Nobody gets anything who has not asked for it; and what is no address is told.
    clock.move_on(120);
    assert!(!city.desk.ask_for_mail_when_due().await.unwrap());
    let liaison = city.session_of("liaison").await;
    let (status, page) = city.page("POST", "/desk/mail", "address=nowhere&digest=yes", Some(&liaison)).await;
    assert!(status == StatusCode::OK && page.contains("id=\"address-error\""), "{page}");
    let (_, page) = city.page("POST", "/desk/mail", "address=&digest=yes", Some(&liaison)).await;
    assert!(page.contains("请先填写邮箱"), "{page}");
    for login in ["liaison", "head", "other-liaison", "steward"] {
        let key = city.session_of(login).await;
        let form = format!("address={login}@city.example&digest=yes");
        assert_eq!(city.ask("POST", "/desk/mail", &form, Some(&key)).await.1, "/desk/mail");
    }
    // One at once, to try it.
    assert_eq!(city.ask("POST", "/desk/mail/try", "", Some(&liaison)).await.1, "/desk/mail");
    assert_eq!(taken.lock().unwrap().drain(..).map(|(to, _)| to).collect::<Vec<_>>(), ["liaison@city.example"]);

    // At eight: to the liaison what is overdue and what is nearly due, to the head what is overdue; to another unit nothing.
    assert!(city.desk.ask_for_mail_when_due().await.unwrap());
    city.desk.do_what_waits().await.unwrap();
    let mails: Vec<(String, String)> = taken.lock().unwrap().drain(..).collect();
    assert_eq!(
        mails.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(),
        ["liaison@city.example", "head@city.example"]
    );
    let (subject, text) = read(&mails[0].1);
    assert_eq!(subject, "生态环境局：1 件已超期，1 件快到期");
    assert!(text.contains("逾期-1") && text.contains("将到-1") && !text.contains("刚来-1"), "{text}");
    assert!(
        text.contains("https://brand.city.example/desk\n") || text.contains("https://brand.city.example/desk\r\n"),
        "{text}"
    );
    assert!(text.contains("8个工作日内办结"), "{text}");
    let (subject, text) = read(&mails[1].1);
    assert_eq!(subject, "生态环境局：1 件已超期");
    assert!(text.contains("逾期-1") && !text.contains("将到-1"), "{text}");
    // Once a day, also to those for whom nothing pressed.
    assert!(!city.desk.ask_for_mail_when_due().await.unwrap());

    // The next day: an address that the server does not know stops nobody else, and is tried again.
    clock.move_on(24 * 3600);
    let head = city.session_of("head").await;
    city.ask("POST", "/desk/mail", "address=nobody@city.example&digest=yes", Some(&head)).await;
    assert!(city.desk.ask_for_mail_when_due().await.unwrap());
    city.desk.do_what_waits().await.unwrap();
    assert_eq!(taken.lock().unwrap().drain(..).map(|(to, _)| to).collect::<Vec<_>>(), ["liaison@city.example"]);
    assert!(city.desk.ask_for_mail_when_due().await.unwrap(), "the head has not had it");

    // On Monday what the year asks of the unit comes with it.
    city.desk.do_what_waits().await.unwrap();
    clock.move_on(4 * 24 * 3600);
    assert!(city.desk.ask_for_mail_when_due().await.unwrap());
    city.desk.do_what_waits().await.unwrap();
    let mails: Vec<(String, String)> = taken.lock().unwrap().drain(..).collect();
    let (_, text) = read(&mails[0].1);
    for line in ["本周的年度工作", "意见 · 同一份材料交了三次 · 2025年12月31日 前", "约定 · 材料清单减到一页"]
    {
        assert!(text.contains(line), "{line} in {text}");
    }

    // So does what waits for the office, to the office.
    let office = city.session_of("office").await;
    city.ask("POST", "/desk/mail", "address=office@city.example&digest=yes", Some(&office)).await;
    assert!(city.desk.ask_for_mail_when_due().await.unwrap());
    city.desk.do_what_waits().await.unwrap();
    let mails: Vec<(String, String)> = taken.lock().unwrap().drain(..).collect();
    let mine = mails.iter().find(|(to, _)| to == "office@city.example").expect("a mail");
    assert!(read(&mine.1).1.contains("材料清单减到一页"), "{}", read(&mine.1).1);
    city.ask("POST", "/desk/mail", "address=", Some(&office)).await;

    // An invitation comes with a calendar file, once; another day is told again.
    let visit = |from: &str, units: &str| {
        format!("kind=lecture&title=讲座㙍&minutes=1&state=planned&from={from}&until={from}&{units}")
    };
    let (_, place) =
        city.ask("POST", "/desk/activities/new", &visit("2026-02-02", "unit=1&unit=2"), Some(&office)).await;
    let told = async |form: String| {
        city.ask("POST", &place, &form, Some(&office)).await;
        city.desk.do_what_waits().await.unwrap();
        let mails: Vec<(String, String)> = taken.lock().unwrap().drain(..).collect();
        mails
    };
    city.desk.do_what_waits().await.unwrap();
    let mails: Vec<(String, String)> = taken.lock().unwrap().drain(..).collect();
    let to: Vec<&str> = mails.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(to, ["liaison@city.example", "other-liaison@city.example"]);
    assert!(mails[0].1.contains("text/calendar") && mails[0].1.contains("invitation.ics"), "{}", mails[0].1);
    assert_eq!(told(visit("2026-02-02", "unit=1&unit=2")).await, []);
    assert_eq!(told(visit("2026-02-03", "unit=1")).await.len(), 1);

    // Nothing more once it is not wanted; and an address stands on no other page, in no log, and in no file of the audit.
    for key in [&liaison, &head] {
        assert_eq!(city.ask("POST", "/desk/mail", "address=", Some(key)).await.1, "/desk/mail");
    }
    city.desk.do_what_waits().await.unwrap();
    clock.move_on(24 * 3600);
    city.desk.ask_for_mail_when_due().await.unwrap();
    city.desk.do_what_waits().await.unwrap();
    assert_eq!(taken.lock().unwrap().len(), 0);
    for address in ["/desk/audit", "/desk/jobs", "/desk/accounts"] {
        let page = city.page("GET", address, "", Some(&office)).await.1;
        assert!(!page.contains("city.example"), "{address}");
    }
    assert!(log.text().contains("SMTP 550") && !log.text().contains("city.example"), "{}", log.text());
}

#[test]
fn what_cannot_be_is_told_at_the_start() {
    let good = || MailSettings {
        server: "mail".into(),
        port: 465,
        security: MailSecurity::Tls,
        user: String::new(),
        password: None,
        password_file: None,
        from: "办公室 <brand@city.example>".into(),
        ca_file: None,
        digest_at: time(8, 0, 0, 0),
        links_to: String::new(),
    };
    assert!(good().checked().is_ok());
    let secret = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(secret.path(), "hush\n").unwrap();
    let rows = [
        MailSettings { from: "办公室".into(), ..good() },
        MailSettings { password_file: Some("/nowhere/at/all".into()), ..good() },
        MailSettings { security: MailSecurity::Plain, password_file: Some(secret.path().into()), ..good() },
        MailSettings { ca_file: Some(secret.path().into()), ..good() },
        MailSettings { links_to: "brand.city.example".into(), ..good() },
        MailSettings { links_to: "https://".into(), ..good() },
    ];
    for row in rows {
        let shown = format!("{row:?}");
        assert!(row.checked().is_err(), "{shown}");
    }
    let kept = MailSettings { password_file: Some(secret.path().into()), ..good() }.checked().unwrap();
    assert!(!format!("{kept:?}").contains("hush"));
}
