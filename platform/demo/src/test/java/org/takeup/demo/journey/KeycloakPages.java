package org.takeup.demo.journey;

import com.microsoft.playwright.Page;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.takeup.demo.SharedDemo;

/** An account of Keycloak's own with a second factor, as its owner goes through Keycloak's pages. */
final class KeycloakPages {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    private final Page page;

    KeycloakPages(Window window) {
        this.page = window.page();
    }

    void nameAndPassword(String username, String password) {
        page.locator("#username").fill(username);
        if (!page.locator("#password").isVisible()) {
            page.locator("#kc-login").click();
        }
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
    }

    /** Does what a new account must do, in whatever order it is asked. @return the secret of the second factor */
    String setUp(String newPassword) {
        String secret = "";
        while (!page.url().startsWith(SharedDemo.url().toString())) {
            if (page.locator("#password-new").isVisible()) {
                page.locator("#password-new").fill(newPassword);
                page.locator("#password-confirm").fill(newPassword);
                page.locator("input[type=submit], button[type=submit]").last().click();
            } else if (page.locator("#mode-manual").isVisible()) {
                page.locator("#mode-manual").click();
            } else {
                secret = page.locator("#kc-totp-secret-key").innerText().replace(" ", "");
                page.locator("#totp").fill(code(secret, 0));
                page.locator("#userLabel").fill("test");
                page.locator("#saveTOTPBtn").click();
            }
            page.waitForLoadState();
        }
        return secret;
    }

    /** The code after the one that was used last: Keycloak takes none twice, and one that is half a minute early. */
    void secondFactor(String secret) {
        page.locator("#otp").fill(code(secret, 1));
        page.locator("#kc-login").click();
        page.waitForURL(SharedDemo.url() + "/**");
    }

    /** RFC 6238 with what Keycloak takes: SHA-1, six digits, half a minute. */
    private static String code(String secret, int stepsAhead) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(base32(secret), "HmacSHA1"));
            long step = Instant.now().getEpochSecond() / STEP_SECONDS + stepsAhead;
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] base32(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        long bits = 0;
        int count = 0;
        for (char c : text.toCharArray()) {
            bits = bits << 5 | ALPHABET.indexOf(c);
            count += 5;
            if (count >= 8) {
                count -= 8;
                bytes.write((int) (bits >> count));
            }
        }
        return bytes.toByteArray();
    }
}
