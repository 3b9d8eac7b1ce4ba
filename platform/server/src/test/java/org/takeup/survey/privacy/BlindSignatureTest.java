package org.takeup.survey.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class BlindSignatureTest {
    private static final BigInteger E = BigInteger.valueOf(65537);

    private final Properties vector = new Properties();

    BlindSignatureTest() throws IOException {
        try (InputStream in = BlindSignatureTest.class.getResourceAsStream("rfc9474-pss-deterministic.properties")) {
            vector.load(in);
        }
    }

    private BigInteger number(String name) {
        return new BigInteger(vector.getProperty(name), 16);
    }

    private byte[] bytes(String name) {
        return HexFormat.of().parseHex(vector.getProperty(name));
    }

    @Test
    void itGivesWhatTheRfcsVectorGives() throws Exception {
        BigInteger n = number("n");
        BigInteger p = number("p");
        BigInteger q = number("q");
        BigInteger d = number("d");
        KeyFactory keys = KeyFactory.getInstance("RSA");
        var open = (RSAPublicKey) keys.generatePublic(new RSAPublicKeySpec(n, E));
        var secret = (RSAPrivateKey) keys.generatePrivate(new RSAPrivateCrtKeySpec(
                n, E, d, p, q, d.mod(p.subtract(BigInteger.ONE)), d.mod(q.subtract(BigInteger.ONE)), q.modInverse(p)));
        BigInteger r = number("inverse").modInverse(n);

        byte[] blinded = BlindSignature.blind(open, bytes("message"), bytes("salt"), r);
        assertArrayEquals(bytes("blinded"), blinded);
        byte[] signedBlind = BlindSignature.sign(secret, blinded);
        assertArrayEquals(bytes("blindSignature"), signedBlind);
        byte[] signature = BlindSignature.unblind(open, signedBlind, r);
        assertArrayEquals(bytes("signature"), signature);
        assertTrue(BlindSignature.verify(open, bytes("message"), signature));
    }

    @Test
    void aSlipIsSignedUnseenAndOnlyByTheKeyOfItsUnit() {
        CellKey sales = CellKey.fresh();
        CellKey works = CellKey.of(CellKey.fresh().bytes());
        Slip slip = Slip.parse(Slip.fresh().text()).orElseThrow();
        byte[] secret = Base64.getUrlDecoder().decode(slip.secret());

        byte[] blinded = slip.blinded(sales.open());
        assertArrayEquals(blinded, slip.blinded(sales.open()), "a repeat is blinded in the same way");
        byte[] signature = slip.signature(sales.open(), sales.sign(blinded).orElseThrow());

        assertTrue(sales.signed(secret, signature));
        assertFalse(works.signed(secret, signature));
        assertFalse(sales.signed(Arrays.copyOf(secret, 31), signature));
        assertFalse(sales.signed(secret, Arrays.copyOf(signature, 255)));
        assertFalse(sales.signed(secret, new byte[256]));
        assertFalse(sales.signed(secret, blinded));
    }

    @Test
    void theSameSecretBlindedTwiceHasNothingInCommon() {
        CellKey key = CellKey.fresh();
        String secret = Slip.fresh().text().substring(0, 40);
        Slip one = Slip.parse(secret + Slip.fresh().text().substring(40)).orElseThrow();
        Slip two = Slip.parse(secret + Slip.fresh().text().substring(40)).orElseThrow();
        assertNotEquals(
                HexFormat.of().formatHex(one.blinded(key.open())),
                HexFormat.of().formatHex(two.blinded(key.open())));
    }

    @Test
    void whatIsNoBlindedMessageIsNotSigned() {
        CellKey key = CellKey.fresh();
        byte[] tooLarge = new byte[256];
        Arrays.fill(tooLarge, (byte) 0xff);
        assertTrue(key.sign(tooLarge).isEmpty());
        assertTrue(key.sign(new byte[255]).isEmpty());
        assertTrue(key.sign(new byte[0]).isEmpty());
        assertTrue(Slip.parse("").isEmpty());
        assertTrue(Slip.parse("!".repeat(86)).isEmpty());
    }

    @Test
    void theTwoSealsOpenForTheirKeyAlone() {
        byte[] answer = "I like it".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String secret = Slip.fresh().secret();
        byte[] draft = Seals.draft("wave", secret, answer);
        assertArrayEquals(answer, Seals.openDraft("wave", secret, draft));
        assertThrows(
                IllegalStateException.class,
                () -> Seals.openDraft("wave", Slip.fresh().secret(), draft));
        assertThrows(IllegalStateException.class, () -> Seals.openDraft("other", secret, draft));

        Seals.Pair pair = Seals.freshPair();
        byte[] sealed = Seals.toWave("wave", pair.open(), answer);
        assertArrayEquals(
                answer, Seals.openOfWave("wave", pair.secret(), sealed).orElseThrow());
        assertTrue(Seals.openOfWave("wave", Seals.freshPair().secret(), sealed).isEmpty());
        assertTrue(Seals.openOfWave("other", pair.secret(), sealed).isEmpty());
    }

    @Test
    void lengthSaysOnlyTheSizeClass() {
        assertEquals(2_048, Seals.padded(new byte[0]).length);
        assertEquals(2_048, Seals.padded(new byte[2_044]).length);
        assertEquals(4_096, Seals.padded(new byte[2_045]).length);
        assertEquals(65_536, Seals.padded(new byte[40_000]).length);
    }
}
