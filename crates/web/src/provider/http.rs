//! The one way by which the server asks another: the identity provider. No redirect is followed, no proxy of the environment
//! is used, and an answer may be no larger and take no longer than such answers do.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use openidconnect::url::Url;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::settings::is_safe;

/// The largest answer, bytes.
const LARGEST: usize = 1 << 20;
/// The longest that one is waited for.
const LONGEST: Duration = Duration::from_secs(10);

/// Why there is no answer.
#[derive(Debug)]
pub(super) struct NoAnswer(String);

impl std::fmt::Display for NoAnswer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for NoAnswer {}

/// An error with all that it stands on.
fn whole(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(cause) = below {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        below = cause.source();
    }
    text
}

/// The authorities that are trusted: those of a file, or the system's.
pub(super) fn authorities(file: Option<&Path>) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    match file {
        Some(file) => {
            for certificate in CertificateDer::pem_file_iter(file).map_err(|error| error.to_string())? {
                let certificate = certificate.map_err(|error| error.to_string())?;
                roots.add(certificate).map_err(|error| error.to_string())?;
            }
        }
        None => {
            // One that cannot be read is no reason to trust none.
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    if roots.is_empty() { Err("there is no certificate in it".to_owned()) } else { Ok(roots) }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = NoAnswer;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        let http = self.clone();
        Box::pin(async move { http.send(request).await })
    }
}

/// Asks the provider.
#[derive(Debug, Clone)]
pub(super) struct Http(Client<HttpsConnector<HttpConnector>, Body>);

impl Http {
    pub(super) fn new(ca_file: Option<&Path>) -> Result<Self, String> {
        let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(authorities(ca_file)?)
            .with_no_client_auth();
        let connector = HttpsConnectorBuilder::new().with_tls_config(config).https_or_http().enable_http1().build();
        Ok(Self(Client::builder(TokioExecutor::new()).build(connector)))
    }

    /// Sends a request, and gives the whole answer.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
        let address = request.uri().to_string();
        if !Url::parse(&address).is_ok_and(|url| is_safe(&url)) {
            return Err(NoAnswer(format!("{address} is not asked, for it is not https")));
        }
        let answer = async {
            let answer = self.0.request(request.map(Body::from)).await.map_err(|error| whole(&error))?;
            let (head, body) = answer.into_parts();
            let bytes = to_bytes(Body::new(body), LARGEST).await.map_err(|error| whole(&error))?;
            Ok(HttpResponse::from_parts(head, bytes.to_vec()))
        };
        let late = |_| Err(format!("no answer within {} s", LONGEST.as_secs()));
        let answer: Result<_, String> = tokio::time::timeout(LONGEST, answer).await.unwrap_or_else(late);
        answer.map_err(|problem| NoAnswer(format!("{address}: {problem}")))
    }
}
