package org.takeup.report;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Links with which somebody without an account reads one report until a day. Only digests of them are stored. Thread-safe;
 * calls block.
 */
public final class ReportLinks {
    /** One document a link, by its public id. */
    public static final CollectionSpec LINKS =
            CollectionSpec.named("report_links").index("wave", "made").index("digest");

    static final int LONGEST_DAYS = 90;
    /** How many a report may have. */
    static final int MOST = 20;

    private static final Pattern CODE = Pattern.compile("[0-9a-f]{32}");

    /** A link, without its secret. @param ends from when on it is good no more */
    public record Link(String id, String wave, Instant made, Instant ends) {}

    /** A link that was just made. @param code that its address ends with; shown this once */
    public record Made(Link link, String code) {
        @Override
        public String toString() {
            return "Made[" + link + "]";
        }
    }

    /**
     * Makes a link.
     *
     * @param days that it is good for, 1 to {@value #LONGEST_DAYS}
     * @throws Problem 422 for any other number, 409 if the report has enough links
     */
    Made make(Workspace workspace, String wave, Caller by, int days) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw Problem.invalid("days", "Give 1 to " + LONGEST_DAYS + " days.");
        }
        Instant now = workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        if (of(workspace, wave).size() >= MOST) {
            throw new Problem(
                    409,
                    "too-many-links",
                    "This report has " + MOST + " links.",
                    "End those that are not used any more.");
        }
        String code = RandomCode.hex(16);
        var link = new Link(RandomCode.hex(16), wave, now, now.plus(Duration.ofDays(days)));
        workspace
                .collection(LINKS)
                .insert(
                        link.id(),
                        new Document("wave", wave)
                                .append("digest", digest(code))
                                .append("createdBy", by.personId())
                                .append("made", Date.from(link.made()))
                                .append("ends", Date.from(link.ends())));
        return new Made(link, code);
    }

    /** Those of a report that are good now, the latest first; others are thrown away. */
    List<Link> of(Workspace workspace, String wave) {
        Instant now = workspace.clock().instant();
        TenantCollection links = workspace.collection(LINKS);
        var good = new ArrayList<Link>();
        for (Document stored : links.find(Filters.eq("wave", wave))
                .sort(Sorts.descending("made"))
                .limit(2 * MOST)
                .into(new ArrayList<>())) {
            Link link = read(stored);
            if (link.ends().isAfter(now)) {
                good.add(link);
            } else {
                links.delete(link.id());
            }
        }
        return good;
    }

    /** Ends a link at once. @throws Problem if this report has none with this id */
    void end(Workspace workspace, String wave, String id) {
        TenantCollection links = workspace.collection(LINKS);
        boolean its = links.find(id)
                .filter(stored -> wave.equals(stored.getString("wave")))
                .isPresent();
        if (!its || !links.delete(id)) {
            throw Problem.notFound();
        }
    }

    /** The wave whose report a code opens. */
    Optional<String> wave(Workspace workspace, String code) {
        if (!CODE.matcher(code).matches()) {
            return Optional.empty();
        }
        Instant now = workspace.clock().instant();
        return Optional.ofNullable(workspace
                        .collection(LINKS)
                        .find(Filters.eq("digest", digest(code)))
                        .first())
                .map(ReportLinks::read)
                .filter(link -> link.ends().isAfter(now))
                .map(Link::wave);
    }

    private static Link read(Document stored) {
        return new Link(
                TenantCollection.id(stored),
                stored.getString("wave"),
                stored.getDate("made").toInstant(),
                stored.getDate("ends").toInstant());
    }

    private static String digest(String code) {
        try {
            byte[] named = ("report-link:" + code).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(named));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
