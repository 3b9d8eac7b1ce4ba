package org.takeup.reach;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.takeup.delivery.Mail;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.reach.LinkStore.Link;
import org.takeup.reach.ReachStore.Mark;
import org.takeup.tenant.Workspace;

/**
 * Links of steps' mails that are counted. Each goes through an address of our own that ends in a ticket: sealed with the
 * tenant's key, for one person and one link that stood in the step. Whoever has no such ticket can send nobody anywhere.
 * Thread-safe; calls block.
 */
final class Clicks {
    private static final int MOST_KNOWN = 10_000;
    private static final Pattern IN_TEXT = Pattern.compile("https?://[^\\s<>\"']+", Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_HTML = Pattern.compile("href=\"(https?://[^\"]+)\"", Pattern.CASE_INSENSITIVE);
    /** Punctuation that ends the sentence, not the link. */
    private static final String TRAILS = ".,;:!?)]}\u2019\u201d\u201c";

    private final Tickets tickets = new Tickets("step-link");
    private final People people;
    private final URI publicUrl;
    private final Set<String> kept = ConcurrentHashMap.newKeySet();

    Clicks(People people, URI publicUrl) {
        this.people = people;
        this.publicUrl = publicUrl;
    }

    /** The mail with its links counted, if the workspace has that switched on. Links to ourselves stay as they are. */
    Mail counted(Workspace workspace, Counting counting, String planId, String stepId, String personId, Mail mail) {
        if (!counting.clicks()) {
            return mail;
        }
        UnaryOperator<String> counted = target -> ours(workspace, new Link(planId, stepId, target), personId);
        Mail written =
                new Mail(mail.subject(), inText(mail.text(), counted), mail.html(), mail.voice(), mail.attachments());
        return mail.html().map(html -> written.withHtml(inHtml(html, counted))).orElse(written);
    }

    private static String inText(String text, UnaryOperator<String> counted) {
        return IN_TEXT.matcher(text).replaceAll(found -> {
            String whole = found.group();
            int end = whole.length();
            while (end > 0 && TRAILS.indexOf(whole.charAt(end - 1)) >= 0) {
                end--;
            }
            return Matcher.quoteReplacement(counted.apply(whole.substring(0, end)) + whole.substring(end));
        });
    }

    private static String inHtml(String html, UnaryOperator<String> counted) {
        return IN_HTML.matcher(html).replaceAll(found -> {
            String target = found.group(1).replace("&amp;", "&");
            // Another escape: left alone rather than taken for what it is not.
            boolean plain = !target.contains("&#") && !target.contains("&quot;") && !target.contains("&lt;");
            return Matcher.quoteReplacement(plain ? "href=\"" + counted.apply(target) + "\"" : found.group());
        });
    }

    /** The address that counts, or the link itself where it cannot be counted. */
    private String ours(Workspace workspace, Link link, String personId) {
        if (!goesElsewhere(link.target()) || !isKept(workspace, link)) {
            return link.target();
        }
        return publicUrl + "/w/" + workspace.tenant().slug() + "/go/" + ticket(workspace, link, personId);
    }

    private boolean goesElsewhere(String target) {
        try {
            String host = URI.create(target).getHost();
            return host != null && !host.toLowerCase(Locale.ROOT).equals(publicUrl.getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isKept(Workspace workspace, Link link) {
        String key = workspace.tenant().id() + "/" + LinkStore.idOf(link.stepId(), link.target());
        if (kept.contains(key)) {
            return true;
        }
        boolean done = new LinkStore(workspace).keep(link);
        if (done) {
            if (kept.size() >= MOST_KNOWN) {
                // Rare, and only a matter of looking again.
                kept.clear();
            }
            kept.add(key);
        }
        return done;
    }

    /** The end of an address that counts. */
    String ticket(Workspace workspace, Link link, String personId) {
        return tickets.make(workspace, LinkStore.idOf(link.stepId(), link.target()), personId);
    }

    /**
     * Where a ticket leads. That it was followed is noted once, while the workspace counts it and the person is still there.
     *
     * @param read whether a person reads what is there: a scanner that only asks for the head of it has followed nothing
     * @throws Problem 404 if the ticket is forged, altered or of another tenant
     */
    URI follow(Workspace workspace, String ticket, boolean read) {
        List<String> opened = tickets.open(workspace, ticket, 2).orElseThrow(Problem::notFound);
        Link link = new LinkStore(workspace).find(opened.getFirst()).orElseThrow(Problem::notFound);
        if (read
                && new CountingStore(workspace).read().clicks()
                && people.find(workspace, opened.getLast()).isPresent()) {
            new ReachStore(workspace)
                    .mark(
                            link.planId(),
                            link.stepId(),
                            List.of(opened.getLast()),
                            Mark.CLICKED,
                            workspace.clock().instant());
        }
        return URI.create(link.target());
    }
}
