//! Which identity provider is asked, and how.

use std::fmt;
use std::path::PathBuf;

use openidconnect::url::{Host, Url};
use words::{Language, Message};

/// A text that stands in no log.
#[derive(Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text from logs.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// Signing in by an identity provider that speaks OpenID Connect; the section `[oidc]` of a configuration file. No account is made by
/// it: an account is bound to the person whose claim is its login when that person signs in for the first time; from then on only
/// the provider's own name of the person counts.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcSettings {
    /// The provider's address, exactly as it calls itself: `https://id.example.gov.cn/realms/city`. What it publishes at
    /// `/.well-known/openid-configuration` below says where the rest is; nothing else is ever asked.
    pub issuer: String,
    /// Our name at the provider.
    pub client_id: String,
    /// Our password at the provider. Better in a file or in the environment than in the configuration; a provider that needs
    /// none, for PKCE is used anyhow, has none.
    #[serde(default)]
    pub client_secret: Option<Secret>,
    /// A file with our password at the provider.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// What people call the provider: “市统一身份认证平台”. It stands on the button.
    pub name: String,
    /// The same in English; the other name where there is none.
    #[serde(default)]
    pub name_en: String,
    /// The claim that is an account's login when somebody signs in for the first time. `preferred_username` by default. It must be
    /// one that people cannot change by themselves at the provider.
    #[serde(default = "preferred_username")]
    pub claim: String,
    /// The certificates of the authorities that are trusted, in PEM. By default those that the system trusts.
    #[serde(default)]
    pub ca_file: Option<PathBuf>,
    /// Our own address as browsers know it: `https://mingpai.example.gov.cn`. The provider must allow
    /// `/sign-in/provider/back` below it to be returned to.
    pub redirect_base: String,
    /// That the provider asks everybody for a second factor. Then ours is not asked for; by default only where the provider
    /// says of a sign-in that it did (`mfa` in `amr`).
    #[serde(default)]
    pub asks_second_factor: bool,
}

fn preferred_username() -> String {
    "preferred_username".to_owned()
}

/// Whether an address may be asked: by https, or on this machine.
pub(super) fn is_safe(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return false,
    };
    url.scheme() == "https" || (here && url.scheme() == "http")
}

impl OidcSettings {
    /// Looks at what can be looked at without asking the provider, and reads the file with the secret into the settings.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn checked(mut self) -> Result<Self, Message> {
        for (name, address) in [("issuer", &self.issuer), ("redirect_base", &self.redirect_base)] {
            if !Url::parse(address).is_ok_and(|url| is_safe(&url)) {
                return Err(Message::new("oidc-address-wrong").with("name", name).with("address", address));
            }
        }
        if let Some(file) = &self.client_secret_file {
            let unreadable = |error: std::io::Error| {
                Message::new("oidc-file-unreadable").with("file", file).with("detail", error.to_string())
            };
            let text = std::fs::read_to_string(file).map_err(unreadable)?;
            self.client_secret = Some(Secret::new(text.trim()));
        }
        if let Some(file) = &self.ca_file {
            let unreadable =
                |detail: String| Message::new("oidc-file-unreadable").with("file", file).with("detail", detail);
            super::http::authorities(Some(file)).map_err(unreadable)?;
        }
        Ok(self)
    }

    /// What people call the provider, in their language.
    pub(crate) fn called(&self, language: Language) -> &str {
        crate::wording::either(&self.name, &self.name_en, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_or_this_machine_is_asked_and_no_secret_is_shown() {
        let rows = [
            ("https://id.example.cn/realms/city", true),
            ("http://id.example.cn", false),
            ("http://localhost:8080", true),
            ("http://127.0.0.1:8080/", true),
            ("http://[::1]:8080", true),
            ("http://127.0.0.1.example.cn", false),
            ("ftp://localhost", false),
            ("file:///etc/passwd", false),
        ];
        for (address, safe) in rows {
            assert_eq!(Url::parse(address).is_ok_and(|url| is_safe(&url)), safe, "{address}");
        }
        let shown = format!("{:?}", Secret::new("hunter2"));
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
