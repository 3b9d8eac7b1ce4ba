package org.takeup.preference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/**
 * Links that need no sign-in. Each is of one tenant, one person and one purpose, and of the person's count of links:
 * when that grows, all from before open nothing. Nothing of a link is stored. Thread-safe.
 */
final class SignedLinks {
    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9_-]{1,900})\\.[A-Za-z0-9_-]{43}");

    private final LinkKeys keys = new LinkKeys();

    /** What a link is for. None opens what another does. */
    enum Purpose {
        /** To say how one wants to be told. */
        CHOOSE,
        /** To take no more messages of one kind. */
        UNSUBSCRIBE
    }

    /** Whose link it is. @param kind of the messages; empty where the purpose has none */
    record Holder(String personId, String kind) {}

    /** The end of the person's link. */
    String make(Workspace workspace, Purpose purpose, Holder holder) {
        String named = encode(holder.kind() + "\n" + holder.personId());
        return signed(workspace, purpose, named, links(workspace, holder.personId()));
    }

    private String signed(Workspace workspace, Purpose purpose, String named, long links) {
        return named + "." + keys.sign(workspace, purpose.name(), named, String.valueOf(links));
    }

    /**
     * Whose link ends so.
     *
     * @throws Problem 404 if it is of another tenant or purpose, not whole, forged, or was made invalid
     */
    Holder open(Workspace workspace, Purpose purpose, String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || !keys.isUsed(workspace)) {
            throw refused();
        }
        String named = parts.group(1);
        Holder holder = decode(named).orElseThrow(SignedLinks::refused);
        // The whole text is compared, not the bytes that it stands for: their last letter has bits to spare.
        String real = signed(workspace, purpose, named, links(workspace, holder.personId()));
        boolean fits =
                MessageDigest.isEqual(real.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
        if (!fits) {
            throw refused();
        }
        return holder;
    }

    private static long links(Workspace workspace, String person) {
        return new PreferenceStore(workspace)
                .find(person)
                .map(Preference::links)
                .orElse(0L);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Holder> decode(String named) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(named), StandardCharsets.UTF_8);
            int line = text.indexOf('\n');
            return line < 0 || line == text.length() - 1
                    ? Optional.empty()
                    : Optional.of(new Holder(text.substring(line + 1), text.substring(0, line)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Says the same whatever is wrong. */
    static Problem refused() {
        return new Problem(
                404,
                "link-does-not-open",
                "This link does not work, or not any more.",
                "Use the link of a newer message, or sign in to say how you want to be told.");
    }
}
