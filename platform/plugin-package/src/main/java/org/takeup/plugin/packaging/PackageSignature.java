package org.takeup.plugin.packaging;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who stands for a package: an Ed25519 signature that is kept in the zip's archive comment and covers every byte before
 * it, and the comment's own lines. Says nothing by itself; {@link #verify} does.
 *
 * @param publisher id of the publisher
 * @param key fingerprint of the publisher's key, SHA-256 in hex
 * @param signed when, to the second, as the signer says
 * @param value in base64
 */
public record PackageSignature(String publisher, String key, Instant signed, String value) {
    /** How a publisher's id looks. */
    public static final Pattern PUBLISHER = Pattern.compile("[a-z][a-z0-9-]{1,58}[a-z0-9]");

    /** Keeps this signature from being taken for one that the same key made for another use. */
    private static final String PURPOSE = "Takeup plugin package, signature of its publisher, format 1";

    private static final Pattern FORM = Pattern.compile("takeup-signature 1\npublisher: (" + PUBLISHER
            + ")\nkey: ([0-9a-f]{64})\nsigned: ([0-9TZ:.-]{20,30})\nvalue: ([A-Za-z0-9+/]{86}==)\n");

    /**
     * Reads an archive comment.
     *
     * @return nothing if there is no comment
     * @throws BadPackage if the comment is anything but one signature in its one form
     */
    static Optional<PackageSignature> parse(byte[] comment) {
        if (comment.length == 0) {
            return Optional.empty();
        }
        String text = new String(comment, StandardCharsets.ISO_8859_1);
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            try {
                var signature =
                        new PackageSignature(form.group(1), form.group(2), Instant.parse(form.group(3)), form.group(4));
                Base64.getDecoder().decode(signature.value());
                if (signature.isCanonical(text)) {
                    return Optional.of(signature);
                }
            } catch (DateTimeException | IllegalArgumentException e) {
                // Said below, like any other form.
            }
        }
        throw new BadPackage(
                "its archive comment is not a signature that can be read",
                "The comment belongs to the publisher's signature; sign the package again.");
    }

    /** The same signature must not be written in two ways: base64 has bits that mean nothing. */
    private boolean isCanonical(String text) {
        byte[] decoded = Base64.getDecoder().decode(value);
        return text.equals(comment())
                && Base64.getEncoder().encodeToString(decoded).equals(value);
    }

    String comment() {
        return header(publisher, key, signed) + "value: " + value + "\n";
    }

    static String header(String publisher, String key, Instant signed) {
        return "takeup-signature 1\npublisher: " + publisher + "\nkey: " + key + "\nsigned: " + signed + "\n";
    }

    /** What is signed. @param content SHA-512, in hex, of the file up to its comment */
    static byte[] message(String header, String content) {
        return (PURPOSE + "\n" + header + "content: " + content + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Holds the package against this signature, which must be its own.
     *
     * @throws BadPackage if the key is another one, or if a byte was changed since
     */
    public void verify(PackageZip zip, PublisherKey with) {
        if (!with.fingerprint().equals(key)) {
            throw new BadPackage(
                    "it is signed with the key " + key + ", which is not this key of its publisher",
                    "Get the package from its publisher again.");
        }
        byte[] message = message(header(publisher, key, signed), zip.signedContent());
        if (!with.verifies(message, Base64.getDecoder().decode(value))) {
            throw new BadPackage(
                    "its signature does not fit its content: it was changed after it was signed, or the signature was"
                            + " made for another package",
                    "Get the package from its publisher again; do not use this one.");
        }
    }
}
