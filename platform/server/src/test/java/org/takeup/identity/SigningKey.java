package org.takeup.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key made for one test run, and what can be signed with it, honestly or not. */
final class SigningKey {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String id;
    private final String algorithm;
    private final KeyPair keys;

    private SigningKey(String id, String algorithm, KeyPair keys) {
        this.id = id;
        this.algorithm = algorithm;
        this.keys = keys;
    }

    static SigningKey rsa(String id) {
        return make(id, "RS256", "RSA", 2048);
    }

    static SigningKey ec(String id) {
        return make(id, "ES256", "EC", 256);
    }

    private static SigningKey make(String id, String algorithm, String family, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(family);
            generator.initialize(bits);
            return new SigningKey(id, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String id() {
        return id;
    }

    PublicKey publicKey() {
        return keys.getPublic();
    }

    Map<String, Object> header() {
        return new LinkedHashMap<>(Map.of("alg", algorithm, "kid", id, "typ", "JWT"));
    }

    /** The public part as a JSON Web Key. */
    Map<String, Object> jwk() {
        var jwk = new LinkedHashMap<String, Object>(Map.of("kid", id, "use", "sig", "alg", algorithm));
        switch (keys.getPublic()) {
            case RSAPublicKey rsa -> {
                jwk.put("kty", "RSA");
                jwk.put("n", unsigned(rsa.getModulus(), 256));
                jwk.put("e", unsigned(rsa.getPublicExponent(), 3));
            }
            case ECPublicKey ec -> {
                jwk.put("kty", "EC");
                jwk.put("crv", "P-256");
                jwk.put("x", unsigned(ec.getW().getAffineX(), 32));
                jwk.put("y", unsigned(ec.getW().getAffineY(), 32));
            }
            default -> throw new IllegalStateException();
        }
        return jwk;
    }

    /** An honest token. */
    String sign(Map<String, Object> claims) {
        return sign(header(), claims);
    }

    /** A token with any header, signed with this key in this key's way. */
    String sign(Map<String, Object> header, Map<String, Object> claims) {
        String content = content(header, claims);
        try {
            var signature =
                    Signature.getInstance(algorithm.equals("RS256") ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token whose secret is something that everybody can read. */
    static String hmac(byte[] secret, Map<String, Object> header, Map<String, Object> claims) {
        String content = content(header, claims);
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Header and claims, with the dot between them and none after. */
    static String content(Map<String, Object> header, Map<String, Object> claims) {
        return part(header) + "." + part(claims);
    }

    private static String part(Map<String, Object> values) {
        try {
            return BASE64.encodeToString(JSON.writeValueAsBytes(values));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, fixed, length - copied, copied);
        return BASE64.encodeToString(length == 3 ? Arrays.copyOfRange(fixed, 0, 3) : fixed);
    }
}
