//! A made-up identity provider: it publishes what such a one publishes, and gives tokens for codes that a test has thought up.
//! Its keys, and those of its certificate, stand beside this file and are good for nothing else.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use openidconnect::core::{
    CoreGenderClaim, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    CoreRsaPrivateSigningKey,
};
use openidconnect::{
    EmptyAdditionalClaims, IdToken, IdTokenClaims, JsonWebKeyId, PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey,
};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

type Claims = IdTokenClaims<EmptyAdditionalClaims, CoreGenderClaim>;
type Token =
    IdToken<EmptyAdditionalClaims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// What a code stands for.
#[derive(Debug, Clone)]
pub struct Grant {
    /// Of whom the code was asked.
    pub challenge: String,
    pub claims: Value,
    /// Whether somebody changes the token on its way.
    pub tampered: bool,
}

#[derive(Debug, Default)]
struct Inside {
    grants: HashMap<String, Grant>,
    /// What the provider tells of a person when it is asked for more.
    userinfo: Value,
    down: bool,
    key: u32,
}

#[derive(Debug, Clone)]
pub struct MadeUp {
    pub issuer: String,
    inside: Arc<Mutex<Inside>>,
}

pub fn keys(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/provider/keys").join(name)
}

impl MadeUp {
    pub async fn start(tls: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let scheme = if tls { "https" } else { "http" };
        let issuer = format!("{scheme}://{}", listener.local_addr().unwrap());
        let made_up = Self { issuer, inside: Arc::default() };
        let app = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(public_keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(made_up.clone());
        if tls {
            let listener = Tls { listener, acceptor: acceptor() };
            tokio::spawn(async move { axum::serve(listener, app).await });
        } else {
            tokio::spawn(async move { axum::serve(listener, app).await });
        }
        made_up
    }

    /// From now on this code is good, once.
    pub fn grant(&self, code: &str, grant: Grant) {
        self.inside.lock().unwrap().grants.insert(code.to_owned(), grant);
    }

    pub fn tells(&self, userinfo: Value) {
        self.inside.lock().unwrap().userinfo = userinfo;
    }

    pub fn is_down(&self, down: bool) {
        self.inside.lock().unwrap().down = down;
    }

    /// Signs with another key from now on.
    pub fn change_key(&self) {
        self.inside.lock().unwrap().key += 1;
    }

    fn key(&self) -> CoreRsaPrivateSigningKey {
        let id = JsonWebKeyId::new(format!("key {}", self.inside.lock().unwrap().key));
        CoreRsaPrivateSigningKey::from_pem(&std::fs::read_to_string(keys("signing.pem")).unwrap(), Some(id)).unwrap()
    }
}

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [("content-type", "application/json")], body.to_string()).into_response()
}

async fn about(State(made_up): State<MadeUp>) -> Response {
    if made_up.inside.lock().unwrap().down {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let at = |path: &str| format!("{}{path}", made_up.issuer);
    let about = json!({
        "issuer": made_up.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    });
    answer(StatusCode::OK, &about)
}

async fn public_keys(State(made_up): State<MadeUp>) -> Response {
    let keys = CoreJsonWebKeySet::new(vec![made_up.key().as_verification_key()]);
    answer(StatusCode::OK, &serde_json::to_value(keys).unwrap())
}

async fn token(State(made_up): State<MadeUp>, Form(sent): Form<HashMap<String, String>>) -> Response {
    let grant = made_up.inside.lock().unwrap().grants.remove(&sent["code"]);
    let verifier = PkceCodeVerifier::new(sent["code_verifier"].clone());
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str().to_owned();
    let Some(grant) = grant.filter(|grant| grant.challenge == challenge) else {
        return answer(StatusCode::BAD_REQUEST, &json!({ "error": "invalid_grant" }));
    };
    let claims: Claims = serde_json::from_value(grant.claims).unwrap();
    let signed_by = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
    let token = Token::new(claims, &made_up.key(), signed_by, None, None).unwrap();
    let mut token = serde_json::to_value(token).unwrap().as_str().unwrap().to_owned();
    if grant.tampered {
        // A letter in the middle of the signature.
        let at = token.rfind('.').unwrap() + 100;
        let other = if token.as_bytes()[at] == b'A' { "B" } else { "A" };
        token.replace_range(at..=at, other);
    }
    answer(StatusCode::OK, &json!({ "access_token": "any", "token_type": "Bearer", "id_token": token }))
}

async fn userinfo(State(made_up): State<MadeUp>) -> Response {
    answer(StatusCode::OK, &made_up.inside.lock().unwrap().userinfo)
}

/// Connections by TLS.
struct Tls {
    listener: TcpListener,
    acceptor: TlsAcceptor,
}

impl axum::serve::Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        loop {
            // Whoever does not trust the certificate goes away.
            if let Ok((stream, from)) = self.listener.accept().await
                && let Ok(stream) = self.acceptor.accept(stream).await
            {
                return (stream, from);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

fn acceptor() -> TlsAcceptor {
    let certificate = CertificateDer::from_pem_file(keys("server.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(keys("server_key.pem")).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .unwrap();
    TlsAcceptor::from(Arc::new(config))
}
