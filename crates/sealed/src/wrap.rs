use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Key, hex::Hex};

/// A key, encrypted under another (XChaCha20-Poly1305). It opens only for what it was made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wrap {
    nonce: Hex<24>,
    wrapped: Hex<48>,
}

impl Wrap {
    /// Encrypts `key` under `outer`, bound to `purpose`.
    pub fn new(key: &Key, outer: &Key, purpose: &[u8]) -> Result<Self, getrandom::Error> {
        let mut nonce = [0; 24];
        getrandom::fill(&mut nonce)?;
        let payload = Payload { msg: key.as_bytes(), aad: purpose };
        // 32 bytes are never too many for the cipher, and it adds 16.
        let wrapped = cipher(outer)
            .encrypt(&nonce.into(), payload)
            .ok()
            .and_then(|bytes| bytes.try_into().ok())
            .ok_or(getrandom::Error::UNEXPECTED)?;
        Ok(Self { nonce: Hex(nonce), wrapped: Hex(wrapped) })
    }

    /// The key, proved to be the one that was wrapped; none for another `outer` or `purpose`.
    pub fn open(&self, outer: &Key, purpose: &[u8]) -> Option<Key> {
        let payload = Payload { msg: &self.wrapped.0, aad: purpose };
        let bytes = Zeroizing::new(cipher(outer).decrypt(&self.nonce.0.into(), payload).ok()?);
        bytes.as_slice().try_into().ok().map(Key::from_bytes)
    }
}

fn cipher(outer: &Key) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(outer.as_bytes().into())
}
