package org.takeup.identity;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.takeup.http.Json;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/**
 * Tokens for programs that call a workspace's API without signing in at the company's provider. A token belongs to the
 * workspace, not to whoever made it; it has an end, and it may do what its scopes say. Only a digest is stored. Thread-safe;
 * calls block on the store.
 */
public final class ApiTokens {
    /** One document a token, by its id. */
    public static final CollectionSpec TOKENS =
            CollectionSpec.named("api_tokens").index("created");

    /** How many a workspace may have. */
    static final int MOST = 100;

    private static final Pattern FORM = Pattern.compile("tku_([0-9a-f]{16})_([0-9a-f]{64})");
    /** What a token of minutes begins with; no long one does. */
    private static final String LENT = "tku_at_";

    private static final String LENT_PURPOSE = "api-access-token";
    private static final Duration LENT_FOR = Duration.ofMinutes(15);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    /**
     * A token, without its secret.
     *
     * @param id public; the audit trail names it
     * @param lastUsed to the minute
     */
    public record Token(
            String id,
            String name,
            Set<String> scopes,
            String createdBy,
            Instant created,
            Instant expires,
            Optional<Instant> lastUsed) {
        public Token {
            scopes = Set.copyOf(scopes);
        }

        /** Scopes in order, for people. */
        public List<String> inOrder() {
            return List.copyOf(new TreeSet<>(scopes));
        }
    }

    /** A token that was just made. @param secret shown once, here; it is stored nowhere */
    public record Made(Token token, String secret) {
        @Override
        public String toString() {
            return "Made[" + token + "]";
        }
    }

    /** Who calls with a token, and what they may do. */
    record Bearer(Caller caller, Set<String> scopes) {}

    /** Whether a bearer token is one of these, and not the provider's. */
    static boolean looksLike(String token) {
        return token.startsWith("tku_");
    }

    /**
     * Makes a token.
     *
     * @param days until it ends, 1 to 366
     * @throws Problem with status 422 if something does not fit, 409 if the workspace has enough
     */
    public Made make(Workspace workspace, Caller by, String name, Set<String> scopes, int days) {
        if (scopes.isEmpty() || !Scopes.all().containsAll(scopes)) {
            throw Problem.invalid("scopes", "Choose at least one of " + String.join(", ", Scopes.all()) + ".");
        }
        if (days < 1 || days > LONGEST.toDays()) {
            throw Problem.invalid("days", "Give 1 to " + LONGEST.toDays() + " days.");
        }
        TenantCollection tokens = workspace.collection(TOKENS);
        if (tokens.all().limit(MOST).into(new ArrayList<>()).size() >= MOST) {
            throw new Problem(
                    409,
                    "too-many-tokens",
                    "The workspace has " + MOST + " tokens.",
                    "Take away those that are not used any more.");
        }
        Instant now = workspace.clock().instant();
        String id = RandomCode.hex(8);
        String secret = "tku_" + id + "_" + RandomCode.hex(32);
        var token = new Token(id, name, scopes, by.personId(), now, now.plus(Duration.ofDays(days)), Optional.empty());
        tokens.insert(
                id,
                new Document("name", name)
                        .append("digest", Secrets.sha256(secret))
                        .append("scopes", token.inOrder())
                        .append("createdBy", by.personId())
                        .append("created", Date.from(now))
                        .append("expires", Date.from(token.expires())));
        return new Made(token, secret);
    }

    /** All tokens, the latest first; also those that have ended. */
    public List<Token> list(Workspace workspace) {
        return workspace
                .collection(TOKENS)
                .all()
                .sort(Sorts.descending("created"))
                .limit(MOST)
                .map(ApiTokens::read)
                .into(new ArrayList<>());
    }

    /** Takes a token away, from the next request on. @throws Problem if there is none with this id */
    public void revoke(Workspace workspace, String id) {
        if (!workspace.collection(TOKENS).delete(id)) {
            throw Problem.notFound();
        }
    }

    /** A token that lasts for minutes. */
    record Lent(String value, long seconds) {
        @Override
        public String toString() {
            return "Lent";
        }
    }

    /** What is sealed in such a token: the token that it comes from, what it may do, and its end in seconds since 1970. */
    record Terms(String token, List<String> scopes, long until) {}

    /** The token with this id and secret, if it is one of this workspace and has not ended. */
    Optional<Token> find(Workspace workspace, String id, String secret) {
        Matcher form = FORM.matcher(secret);
        return form.matches() && form.group(1).equals(id)
                ? stored(workspace, secret, form.group(1)).map(ApiTokens::read)
                : Optional.empty();
    }

    private static Optional<Document> stored(Workspace workspace, String secret, String id) {
        Instant now = workspace.clock().instant();
        return workspace
                .collection(TOKENS)
                .find(id)
                .filter(each -> Secrets.same(each.getString("digest"), Secrets.sha256(secret)))
                .filter(each -> each.getDate("expires").toInstant().isAfter(now));
    }

    /**
     * A token of minutes in place of a long one, which ends with it. It is stored nowhere: sealed with the workspace's own
     * key, it says for whom it stands.
     *
     * @param scopes some of the long one's
     */
    Lent lend(Workspace workspace, Token from, Set<String> scopes) {
        Instant now = workspace.clock().instant();
        Instant end = now.plus(LENT_FOR).isBefore(from.expires()) ? now.plus(LENT_FOR) : from.expires();
        var terms = new Terms(from.id(), List.copyOf(new TreeSet<>(scopes)), end.getEpochSecond());
        byte[] sealed = workspace.sealer().seal(Json.write(terms), LENT_PURPOSE);
        noteUse(workspace.collection(TOKENS), from, now);
        return new Lent(
                LENT + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed),
                Duration.between(now, end).toSeconds());
    }

    private static Bearer checkLent(Workspace workspace, String value) {
        Terms terms = terms(workspace, value).orElseThrow(IdentityProblems::badBearer);
        Instant now = workspace.clock().instant();
        TenantCollection tokens = workspace.collection(TOKENS);
        Token token = tokens.find(terms.token())
                .map(ApiTokens::read)
                .filter(each -> each.expires().isAfter(now))
                .filter(each -> now.isBefore(Instant.ofEpochSecond(terms.until())))
                .orElseThrow(IdentityProblems::badBearer);
        noteUse(tokens, token, now);
        return bearer(token, Set.copyOf(terms.scopes()));
    }

    private static Optional<Terms> terms(Workspace workspace, String value) {
        try {
            byte[] sealed = Base64.getUrlDecoder().decode(value.substring(LENT.length()));
            return workspace.sealer().open(sealed, LENT_PURPOSE).map(plain -> Json.read(plain, Terms.class));
        } catch (IllegalArgumentException e) {
            // No base64: as good as none.
            return Optional.empty();
        }
    }

    private static Bearer bearer(Token token, Set<String> scopes) {
        // The scopes are the limit; roles of an admin stand behind them because an admin gave them.
        var roles = EnumSet.of(Role.LEARNER, Role.PLANNER, Role.ADMIN);
        return new Bearer(new Caller("token:" + token.id(), token.name(), "", roles), scopes);
    }

    /** Whom a token stands for in this workspace. @throws Problem 401 if it is none, has ended or was taken away */
    Bearer check(Workspace workspace, String secret) {
        if (secret.startsWith(LENT)) {
            return checkLent(workspace, secret);
        }
        Matcher form = FORM.matcher(secret);
        if (!form.matches()) {
            throw IdentityProblems.badBearer();
        }
        Token token = read(stored(workspace, secret, form.group(1)).orElseThrow(IdentityProblems::badBearer));
        noteUse(workspace.collection(TOKENS), token, workspace.clock().instant());
        return bearer(token, token.scopes());
    }

    private static void noteUse(TenantCollection tokens, Token token, Instant now) {
        Date minuteAgo = Date.from(now.minus(USE_NOTED_EVERY));
        if (token.lastUsed().filter(last -> last.isAfter(minuteAgo.toInstant())).isEmpty()) {
            tokens.updateIf(token.id(), not(gt("lastUsed", minuteAgo)), set("lastUsed", Date.from(now)));
        }
    }

    private static Token read(Document found) {
        return new Token(
                TenantCollection.id(found),
                found.getString("name"),
                Set.copyOf(found.getList("scopes", String.class)),
                found.getString("createdBy"),
                found.getDate("created").toInstant(),
                found.getDate("expires").toInstant(),
                Optional.ofNullable(found.getDate("lastUsed")).map(Date::toInstant));
    }
}
