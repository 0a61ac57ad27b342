//! Signing in by an identity provider that speaks OpenID Connect: the code flow with PKCE, state and nonce.
//!
//! The provider is first asked when somebody wants to sign in by it. One that is down stops neither the server nor signing in by
//! password.

mod http;
mod settings;
mod way;

use std::sync::{Arc, OnceLock, RwLock};

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreErrorResponseType,
    CoreGenderClaim, CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AccessToken, AdditionalClaims, AuthType, AuthorizationCode, ClaimsVerificationError, Client, ClientId,
    ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenClaims,
    IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse, StandardTokenResponse,
    SubjectIdentifier, TokenResponse, UserInfoClaims, UserInfoError,
};
use serde_json::{Map, Value};

use http::{Http, NoAnswer};
pub use settings::{OidcSettings, Secret};
pub(crate) use way::{back, confirmed, leave, take_confirmed};

/// The claims that no standard knows: a provider may know people by any of them.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
struct OwnClaims(Map<String, Value>);

impl AdditionalClaims for OwnClaims {}

type Fields = IdTokenFields<
    OwnClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type Claims = IdTokenClaims<OwnClaims, CoreGenderClaim>;

/// Us, as the provider knows us.
type Us = Client<
    OwnClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What an ID token may be signed with: only what needs the provider's own key. A secret that both know signs for both.
const SIGNED_BY: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Why nobody came back from the provider; what the log keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It does not answer, or its answers are none.
    Down(String),
    /// It gave a token that is not to be trusted.
    Untrusted(String),
}

/// What is asked of the provider: where to send somebody, and what to remember until they come back.
pub(crate) struct Asked {
    pub(crate) address: String,
    pub(crate) state: String,
    pub(crate) nonce: String,
    pub(crate) verifier: String,
}

/// Somebody who came back.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The provider's own name of the person.
    pub(crate) subject: String,
    /// What the claim says that may be an account's login.
    pub(crate) login: Option<String>,
    /// Whether the provider asked for a second factor.
    pub(crate) second_factor: bool,
    /// When the person last showed who they are, seconds since 1970.
    pub(crate) shown_at: Option<i64>,
    /// What the provider takes for telling more of the person.
    token: AccessToken,
}

/// The identity provider.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(crate) settings: OidcSettings,
    http: OnceLock<Http>,
    /// What it says of itself, and its keys; nothing before it was asked.
    known: RwLock<Option<Arc<CoreProviderMetadata>>>,
}

fn down(error: impl std::error::Error) -> Trouble {
    let mut text = error.to_string();
    let mut below = error.source();
    while let Some(cause) = below {
        text = format!("{text}: {cause}");
        below = cause.source();
    }
    Trouble::Down(text)
}

/// A provider that refuses a code is not down.
fn no_tokens(error: RequestTokenError<NoAnswer, StandardErrorResponse<CoreErrorResponseType>>) -> Trouble {
    match error {
        RequestTokenError::ServerResponse(refusal) => Trouble::Untrusted(format!("it refuses the code: {refusal}")),
        other => down(other),
    }
}

impl Provider {
    pub(crate) fn new(settings: OidcSettings) -> Self {
        Self { settings, http: OnceLock::new(), known: RwLock::new(None) }
    }

    fn http(&self) -> Result<&Http, Trouble> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let http = Http::new(self.settings.ca_file.as_deref()).map_err(Trouble::Down)?;
        Ok(self.http.get_or_init(|| http))
    }

    /// What the provider says of itself; asked for once, and once more when it has changed its keys.
    async fn known(&self, anew: bool) -> Result<Arc<CoreProviderMetadata>, Trouble> {
        let kept = self.known.read().ok().and_then(|kept| kept.clone());
        if let (Some(known), false) = (kept, anew) {
            return Ok(known);
        }
        let issuer = IssuerUrl::new(self.settings.issuer.clone()).map_err(down)?;
        let http = self.http()?;
        let known = Arc::new(CoreProviderMetadata::discover_async(issuer, http).await.map_err(down)?);
        if let Ok(mut kept) = self.known.write() {
            *kept = Some(known.clone());
        }
        Ok(known)
    }

    fn us(&self, known: &CoreProviderMetadata) -> Result<Us, Trouble> {
        let base = self.settings.redirect_base.trim_end_matches('/');
        let back = RedirectUrl::new(format!("{base}/sign-in/provider/back")).map_err(down)?;
        let secret = self.settings.client_secret.as_ref().map(|secret| ClientSecret::new(secret.reveal().to_owned()));
        let id = ClientId::new(self.settings.client_id.clone());
        let us = Client::from_provider_metadata(known.clone(), id, secret).set_redirect_uri(back);
        // The one way that every provider knows is the default; some take only the other.
        let takes = |way| known.token_endpoint_auth_methods_supported().is_some_and(|ways| ways.contains(&way));
        let only_in_body =
            takes(CoreClientAuthMethod::ClientSecretPost) && !takes(CoreClientAuthMethod::ClientSecretBasic);
        Ok(if only_in_body { us.set_auth_type(AuthType::RequestBody) } else { us })
    }

    /// Where somebody is sent; `anew` when it must be shown again who they are, however short ago they did.
    pub(crate) async fn ask(&self, anew: bool) -> Result<Asked, Trouble> {
        let us = self.us(&*self.known(false).await?)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let way = CoreAuthenticationFlow::AuthorizationCode;
        let mut request = us
            .authorize_url(way, CsrfToken::new_random, Nonce::new_random)
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge);
        if self.settings.claim == "email" {
            request = request.add_scope(Scope::new("email".to_owned()));
        }
        if anew {
            request = request.add_prompt(CoreAuthPrompt::Login).set_max_age(std::time::Duration::ZERO);
        }
        let (address, state, nonce) = request.url();
        Ok(Asked {
            address: address.to_string(),
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            verifier: verifier.secret().clone(),
        })
    }

    /// Who came back with a code. `now` is the true time, seconds since 1970.
    pub(crate) async fn person(
        &self,
        code: String,
        verifier: String,
        nonce: String,
        now: i64,
    ) -> Result<Person, Trouble> {
        let mut known = self.known(false).await?;
        let http = self.http()?;
        let us = self.us(&known)?;
        let tokens: Tokens = us
            .exchange_code(AuthorizationCode::new(code))
            .map_err(down)?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier))
            .request_async(http)
            .await
            .map_err(no_tokens)?;
        let nonce = Nonce::new(nonce);
        let mut claims = self.claims(&known, &tokens, &nonce, now);
        let new_keys = matches!(
            &claims,
            Err(ClaimsVerificationError::SignatureVerification(SignatureVerificationError::NoMatchingKey))
        );
        if new_keys {
            known = self.known(true).await?;
            claims = self.claims(&known, &tokens, &nonce, now);
        }
        let claims = claims.map_err(|error| Trouble::Untrusted(error.to_string()))?;
        let ways = claims.auth_method_refs().map(Vec::as_slice).unwrap_or_default();
        Ok(Person {
            subject: claims.subject().to_string(),
            login: self.login(&claims),
            second_factor: self.settings.asks_second_factor || ways.iter().any(|way| way.as_str() == "mfa"),
            shown_at: claims.auth_time().map(|at| at.timestamp()),
            token: tokens.access_token().clone(),
        })
    }

    fn claims(
        &self,
        known: &CoreProviderMetadata,
        tokens: &Tokens,
        nonce: &Nonce,
        now: i64,
    ) -> Result<Claims, ClaimsVerificationError> {
        let other = |problem: &str| ClaimsVerificationError::Other(problem.to_owned());
        let us = self.us(known).map_err(|trouble| other(&format!("{trouble:?}")))?;
        let token = tokens.id_token().ok_or_else(|| other("there is no ID token"))?;
        let now = chrono::DateTime::from_timestamp(now, 0).unwrap_or_default();
        let verifier = us.id_token_verifier().set_allowed_algs(SIGNED_BY).set_time_fn(move || now);
        Ok(token.claims(&verifier, nonce)?.clone())
    }

    /// What the claim says that may be an account's login. An address of mail counts only when the provider has seen that it is theirs.
    fn login(&self, claims: &impl serde::Serialize) -> Option<String> {
        let claims = serde_json::to_value(claims).ok()?;
        if self.settings.claim == "email" && claims.get("email_verified") != Some(&Value::Bool(true)) {
            return None;
        }
        Some(claims.get(&self.settings.claim)?.as_str()?.trim().to_owned()).filter(|login| !login.is_empty())
    }

    /// The same, asked for, where a provider keeps such claims out of its tokens.
    pub(crate) async fn asked_login(&self, person: &Person) -> Result<Option<String>, Trouble> {
        let known = self.known(false).await?;
        if known.userinfo_endpoint().is_none() {
            return Ok(None);
        }
        let subject = SubjectIdentifier::new(person.subject.clone());
        let us = self.us(&known)?;
        let request = us.user_info(person.token.clone(), Some(subject)).map_err(down)?;
        let claims: UserInfoClaims<OwnClaims, CoreGenderClaim> = match request.request_async(self.http()?).await {
            Ok(claims) => claims,
            Err(UserInfoError::ClaimsVerification(error)) => return Err(Trouble::Untrusted(error.to_string())),
            Err(error) => return Err(down(error)),
        };
        Ok(self.login(&claims))
    }
}
