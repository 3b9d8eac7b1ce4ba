package org.takeup.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.takeup.delivery.Written.Header;

/** Signs mails (RFC 6376, with relaxed headers and body). Pure; as quick as the key: about a millisecond with RSA. */
final class Dkim {
    static final String HEADER = "DKIM-Signature";

    /** RFC 6376, 5.4.1; the two of RFC 8058 must be under the signature. */
    private static final List<String> SIGNED = List.of(
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "Reply-To",
            "MIME-Version",
            "Content-Type",
            "Content-Transfer-Encoding",
            "Auto-Submitted",
            "List-Unsubscribe",
            "List-Unsubscribe-Post");
    /** Named once more than they are there, so that nobody can add a second one on the way (8.15). */
    private static final List<String> ALONE = List.of("From", "To", "Subject", "Reply-To", "Content-Type");

    private static final Pattern SPACES = Pattern.compile("[ \\t]+");
    private static final Pattern FOLDS = Pattern.compile("\\r?\\n(?=[ \\t])");
    private static final int LINE = 72;

    private Dkim() {}

    /** The header that goes before the others. */
    static Header sign(Written mail, DkimKey key, Instant now) {
        List<Header> signed = SIGNED.stream()
                .flatMap(name -> mail.header(name).map(value -> new Header(name, value)).stream())
                .toList();
        var names = new ArrayList<>(signed.stream().map(Header::name).toList());
        names.addAll(ALONE);
        boolean rsa = key.key().getAlgorithm().equals("RSA");
        String tags = "v=1; a=" + (rsa ? "rsa-sha256" : "ed25519-sha256") + "; c=relaxed/relaxed; d=" + key.domain()
                + ";\r\n s=" + key.selector() + "; t=" + now.getEpochSecond() + ";\r\n h="
                + String.join(":\r\n ", names).toLowerCase(Locale.ROOT) + ";\r\n bh="
                + base64(sha256(body(mail.body()))) + ";\r\n b=";
        var text = new StringBuilder();
        signed.forEach(
                header -> text.append(header(header.name(), header.value())).append("\r\n"));
        text.append(header(HEADER, tags));
        return new Header(HEADER, tags + folded(base64(signature(key.key(), text.toString(), rsa))));
    }

    /** 3.4.2: one line, the name in lower case, white space made one space. */
    private static String header(String name, String value) {
        String line = FOLDS.matcher(value).replaceAll("");
        return name.toLowerCase(Locale.ROOT) + ":"
                + SPACES.matcher(line).replaceAll(" ").strip();
    }

    /** 3.4.4: white space made one space, none at the ends of lines, no empty lines at the end. */
    private static String body(String body) {
        var lines = new StringBuilder(body.length() + body.length() / 40);
        int empty = 0;
        for (String line : (Iterable<String>) body.lines()::iterator) {
            String relaxed = SPACES.matcher(line).replaceAll(" ");
            String trimmed = relaxed.endsWith(" ") ? relaxed.substring(0, relaxed.length() - 1) : relaxed;
            if (trimmed.isEmpty()) {
                empty++;
            } else {
                lines.repeat("\r\n", empty).append(trimmed).append("\r\n");
                empty = 0;
            }
        }
        return lines.toString();
    }

    private static byte[] signature(PrivateKey key, String text, boolean rsa) {
        try {
            Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
            signature.initSign(key);
            // RFC 8463, 3: Ed25519 signs the digest.
            signature.update(rsa ? text.getBytes(StandardCharsets.UTF_8) : sha256(text));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign with the DKIM key", e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String folded(String base64) {
        var lines = new StringBuilder();
        for (int from = 0; from < base64.length(); from += LINE) {
            lines.append(from == 0 ? "" : "\r\n ").append(base64, from, Math.min(from + LINE, base64.length()));
        }
        return lines.toString();
    }
}
