package org.takeup.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** The example that the reference libraries of Standard Webhooks test with. */
    @Test
    void theReferenceExampleHasTheReferenceSignature() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        String signature = Signature.of(
                List.of(secret),
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1614265330L,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    @Test
    void aSecretHas32BytesAndItsPrefix() {
        String shown = Signature.shown(Signature.freshSecret());
        assertTrue(shown.startsWith("whsec_"));
        assertEquals(32, Base64.getDecoder().decode(shown.substring(6)).length);
    }
}
