package org.takeup.delivery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.takeup.delivery.Written.Header;

/**
 * The body of a mail (RFC 2045 to 2047): the text alone; or text and HTML, and an invitation, as forms of the same; and
 * files beside them. Pure: the same mail is written the same way, byte by byte, however often it is repeated.
 */
final class Mime {
    private static final int LONGEST_PLAIN_LINE = 900;
    private static final Pattern LINE_ENDS = Pattern.compile("\r\n?|[\\u2028\\u2029]");
    /** What some servers change on the way, and what a boundary begins with. */
    private static final Pattern MANGLED = Pattern.compile("(^|\n)(\\.|From )|=_");

    private static final byte[] LF = {'\n'};
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Mime() {}

    /** @param seed unique for the mail; boundaries are made of it */
    static Written write(Mail mail, String seed) {
        List<Written> forms = new ArrayList<>();
        forms.add(text("plain", mail.text()));
        mail.html().ifPresent(html -> forms.add(text("html", html)));
        mail.attachments().stream()
                .filter(Mail.Attachment::isInvitation)
                .map(file -> file(file, "inline"))
                .forEach(forms::add);
        List<Written> parts = new ArrayList<>();
        parts.add(forms.size() == 1 ? forms.getFirst() : several("alternative", forms, "=_a" + seed));
        mail.attachments().stream()
                .filter(file -> !file.isInvitation())
                .map(file -> file(file, "attachment"))
                .forEach(parts::add);
        return parts.size() == 1 ? parts.getFirst() : several("mixed", parts, "=_m" + seed);
    }

    private static Written text(String subtype, String text) {
        String lines = LINE_ENDS.matcher(text).replaceAll("\n");
        boolean plain = lines.chars().allMatch(each -> each == '\n' || (each >= 32 && each < 127))
                && lines.lines().allMatch(line -> line.length() <= LONGEST_PLAIN_LINE && !line.endsWith(" "))
                && !MANGLED.matcher(lines).find();
        return new Written(
                List.of(
                        new Header("Content-Type", "text/" + subtype + "; charset=utf-8"),
                        new Header("Content-Transfer-Encoding", plain ? "7bit" : "quoted-printable")),
                plain ? lines : QuotedPrintable.encode(lines));
    }

    private static Written file(Mail.Attachment file, String disposition) {
        var type = new StringBuilder(file.mediaType());
        if (file.mediaType().startsWith("text/")) {
            type.append("; charset=utf-8");
        }
        file.parameters()
                .forEach((key, value) ->
                        type.append("; ").append(key).append('=').append(value));
        return new Written(
                List.of(
                        new Header("Content-Type", type + ";\r\n name" + extended(file.name())),
                        new Header("Content-Transfer-Encoding", "base64"),
                        new Header("Content-Disposition", disposition + ";\r\n filename" + extended(file.name()))),
                Base64.getMimeEncoder(76, LF).encodeToString(file.bytes()));
    }

    /** The name as a parameter: quoted if plain, else with its character set (RFC 2231, 4). */
    private static String extended(String name) {
        if (name.chars().allMatch(each -> each >= 32 && each < 127)) {
            return "=\"" + name + "\"";
        }
        var value = new StringBuilder("*=utf-8''");
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each > 0 && Character.isLetterOrDigit(each);
            value.append(plain ? String.valueOf((char) each) : "%" + HEX.toHexDigits(each));
        }
        return value.toString();
    }

    private static Written several(String subtype, List<Written> parts, String boundary) {
        var body = new StringBuilder();
        for (Written part : parts) {
            body.append("--").append(boundary).append('\n');
            part.headers()
                    .forEach(header -> body.append(header.name())
                            .append(": ")
                            .append(header.value().replace("\r\n", "\n"))
                            .append('\n'));
            body.append('\n').append(part.body()).append('\n');
        }
        body.append("--").append(boundary).append("--\n");
        return new Written(
                List.of(new Header("Content-Type", "multipart/" + subtype + ";\r\n boundary=\"" + boundary + "\"")),
                body.toString());
    }
}
