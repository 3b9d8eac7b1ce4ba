package org.takeup.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks signatures as a receiver does: written from RFC 6376 alone, character by character, and shares nothing with what
 * signs. Knows relaxed/relaxed, RSA and Ed25519 (RFC 8463).
 */
final class DkimVerifier {
    private final PublicKey key;

    DkimVerifier(PublicKey key) {
        this.key = key;
    }

    /** @param raw a mail with CRLF at the ends of its lines @return the tags of a signature that holds @throws AssertionError saying what does not */
    Map<String, String> verify(String raw) throws GeneralSecurityException {
        int end = raw.indexOf("\r\n\r\n");
        List<String> fields = fields(raw.substring(0, end + 2));
        String body = raw.substring(end + 4);
        String signature = fields.stream()
                .filter(field -> name(field).equals("dkim-signature"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no signature in " + fields));
        Map<String, String> tags = tags(signature.substring(signature.indexOf(':') + 1));
        require(tags.get("v").equals("1") && tags.get("c").equals("relaxed/relaxed"), tags.toString());
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(relaxedBody(body).getBytes(StandardCharsets.UTF_8)));
        require(hash.equals(tags.get("bh")), "the body was changed");
        var text = new StringBuilder();
        var left = new ArrayList<>(fields);
        for (String name : tags.get("h").split(":", -1)) {
            // The lowest one that was not taken yet (5.4.2); one that is not there counts as nothing.
            for (int at = left.size() - 1; at >= 0; at--) {
                if (name(left.get(at)).equals(name.strip().toLowerCase(Locale.ROOT))) {
                    text.append(relaxedHeader(left.remove(at))).append("\r\n");
                    break;
                }
            }
        }
        int b = signature.lastIndexOf("b=");
        text.append(relaxedHeader(signature.substring(0, b + 2)));
        boolean rsa = tags.get("a").equals("rsa-sha256");
        Signature check = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        check.initVerify(key);
        byte[] signed = text.toString().getBytes(StandardCharsets.UTF_8);
        check.update(rsa ? signed : MessageDigest.getInstance("SHA-256").digest(signed));
        require(check.verify(Base64.getDecoder().decode(tags.get("b"))), "the signature does not fit");
        return tags;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    private static List<String> fields(String head) {
        var fields = new ArrayList<String>();
        for (String line : head.split("\r\n", -1)) {
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.set(fields.size() - 1, fields.getLast() + "\r\n" + line);
            } else if (!line.isEmpty()) {
                fields.add(line);
            }
        }
        return fields;
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> tags(String value) {
        var tags = new HashMap<String, String>();
        for (String tag : value.split(";", -1)) {
            int equals = tag.indexOf('=');
            if (equals > 0) {
                tags.put(tag.substring(0, equals).strip(), withoutSpaces(tag.substring(equals + 1)));
            }
        }
        return tags;
    }

    private static String withoutSpaces(String text) {
        var kept = new StringBuilder();
        for (char each : text.toCharArray()) {
            if (!Character.isWhitespace(each)) {
                kept.append(each);
            }
        }
        return kept.toString();
    }

    private static String relaxedHeader(String field) {
        int colon = field.indexOf(':');
        String value = field.substring(colon + 1).replace("\r\n", "");
        return name(field) + ":" + squeezed(value).strip();
    }

    private static String squeezed(String text) {
        var kept = new StringBuilder();
        boolean space = false;
        for (char each : text.toCharArray()) {
            boolean white = each == ' ' || each == '\t';
            if (!white) {
                kept.append(space ? " " : "").append(each);
            }
            space = white;
        }
        return space ? kept.append(' ').toString() : kept.toString();
    }

    private static String relaxedBody(String body) {
        var lines = new ArrayList<String>();
        for (String line : body.split("\r\n", -1)) {
            String squeezed = squeezed(line);
            lines.add(squeezed.endsWith(" ") ? squeezed.substring(0, squeezed.length() - 1) : squeezed);
        }
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        return lines.isEmpty() ? "" : String.join("\r\n", lines) + "\r\n";
    }
}
