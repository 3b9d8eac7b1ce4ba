package org.takeup.delivery;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * With what the mails of a domain are signed. Its text form does not show the key, so that no log can.
 *
 * @param domain the sender's, lower case
 * @param selector names the public key: it stands in DNS at {@code selector._domainkey.domain}
 * @param key RSA of 1024 bits or more, or Ed25519 (RFC 8463)
 */
public record DkimKey(String domain, String selector, PrivateKey key) {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int FEWEST_BITS = 1024;

    /** @throws IllegalArgumentException saying what does not fit */
    public DkimKey {
        domain = domain.toLowerCase(Locale.ROOT);
        selector = selector.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(domain).matches() || !NAME.matcher(selector).matches()) {
            throw new IllegalArgumentException("A domain and a selector are written like example.com and takeup2026");
        }
        if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() < FEWEST_BITS) {
            throw new IllegalArgumentException("An RSA key for DKIM has 1024 bits or more; 2048 are usual");
        }
    }

    /**
     * Reads a key.
     *
     * @param pem PKCS #8, as {@code openssl genpkey} writes it; the lines around it may be missing
     * @throws IllegalArgumentException saying how to make one; the message holds nothing of the key
     */
    public static DkimKey read(String domain, String selector, String pem) {
        return new DkimKey(domain, selector, key(pem));
    }

    private static PrivateKey key(String pem) {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s+", "");
        try {
            return key(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("The key cannot be read; make one with:"
                + " openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048");
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (GeneralSecurityException e) {
            return KeyFactory.getInstance("Ed25519").generatePrivate(spec);
        }
    }

    @Override
    public String toString() {
        return "DkimKey[" + selector + "._domainkey." + domain + "]";
    }
}
