package org.takeup.identity;

import java.time.Instant;

/**
 * A sign-in that a browser has begun; it keeps this, sealed, until it comes back.
 *
 * @param issuer where it was sent, so that no other provider can answer
 * @param state comes back in the address
 * @param nonce comes back in the ID token
 * @param verifier of PKCE (RFC 7636)
 * @param redirectUri exactly as sent
 * @param to where to go afterwards, a local path
 */
record Attempt(
        String issuer, String state, String nonce, String verifier, String redirectUri, String to, Instant ends) {}
