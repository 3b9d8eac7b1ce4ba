package org.takeup.identity.company;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import java.net.IDN;
import java.security.SecureRandom;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.bson.Document;
import org.takeup.http.Problem;
import org.takeup.store.Store;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * Proof that a mail domain is the company's own: a TXT record that only its owner can publish. A proven domain is one
 * workspace's on the whole platform. Thread-safe; blocks on the store and on DNS.
 */
public final class Domains {
    /** What a workspace can ask for. */
    private static final String CLAIMS = "domain_claims";

    public static final int MOST = 50;

    private static final Pattern NAME =
            Pattern.compile("(?=.{4,190}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final MongoCollection<Document> claims;
    private final Texts dns;

    /** Looks TXT records up. @see #check */
    public interface Texts {
        /** What is published at a name; nothing if the name does not exist. @throws Problem if DNS does not answer */
        List<String> at(String name);
    }

    public Domains(Store store, Texts dns) {
        this.claims = store.control(CLAIMS);
        this.dns = dns;
    }

    public List<Domain> list(Workspace workspace) {
        return new CompanyStore(workspace).domains();
    }

    /** The domain that was asked for by this name. @throws Problem if none was */
    public Domain find(Workspace workspace, String name) {
        return new CompanyStore(workspace).domain(name).orElseThrow(Problem::notFound);
    }

    /**
     * Notes that a workspace says a domain is its own, and what would prove it. Says nothing about other workspaces.
     *
     * @throws Problem if it is no domain, or the workspace has asked for too many
     */
    public Domain ask(Workspace workspace, String typed) {
        String name = normal(typed);
        var store = new CompanyStore(workspace);
        Optional<Domain> known = store.domain(name);
        if (known.isPresent()) {
            return known.get();
        }
        if (store.domains().size() >= MOST) {
            throw Problem.invalid("domain", "There are " + MOST + " domains; remove one that is not used.");
        }
        byte[] token = new byte[20];
        RANDOM.nextBytes(token);
        var asked = new Domain(
                name, HexFormat.of().formatHex(token), workspace.clock().instant(), Optional.empty(), Optional.empty());
        store.put(asked);
        return asked;
    }

    /**
     * Looks for the proof. A record that is missing and a domain that is another workspace's are told in the same words:
     * who else is here is nobody's business.
     *
     * @param keep makes the domain the workspace's own where else that counts; false if it is another's there
     * @return the domain, proven or not
     */
    public Domain check(Workspace workspace, String name, Predicate<Domain> keep) {
        var store = new CompanyStore(workspace);
        Domain asked = find(workspace, name);
        boolean published = dns.at(asked.recordName()).stream()
                .map(text -> text.strip().replaceAll("^\"|\"$", ""))
                .anyMatch(asked.recordValue()::equals);
        Domain now;
        if (published && claim(workspace, name) && kept(workspace, asked, keep)) {
            now = asked.provenAt(workspace.clock().instant());
        } else {
            now = asked.proven().isPresent() ? asked.lostAt(workspace.clock().instant()) : asked;
        }
        store.put(now);
        return now;
    }

    private boolean kept(Workspace workspace, Domain asked, Predicate<Domain> keep) {
        boolean kept = keep.test(asked);
        if (!kept && asked.proven().isEmpty()) {
            release(workspace, asked.name());
        }
        return kept;
    }

    private void release(Workspace workspace, String name) {
        claims.deleteOne(and(eq(name), eq("tenant", workspace.tenant().id())));
    }

    /** Gives a domain up. */
    public void remove(Workspace workspace, String name) {
        new CompanyStore(workspace).removeDomain(find(workspace, name).name());
        release(workspace, name);
    }

    /** Gives up all that a tenant has, which has left. */
    public static void forget(Store store, Tenant tenant) {
        store.control(CLAIMS).deleteMany(and(in("_id", tenant.namedDomains()), eq("tenant", tenant.id())));
    }

    /** Whether the domain is this workspace's from now on, or already was. */
    private boolean claim(Workspace workspace, String name) {
        String tenant = workspace.tenant().id();
        try {
            claims.insertOne(new Document("_id", name)
                    .append("tenant", tenant)
                    .append("at", Date.from(workspace.clock().instant())));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            Document owner = claims.find(eq(name)).first();
            return owner != null && tenant.equals(owner.getString("tenant"));
        }
    }

    /** The domain as DNS has it. @throws Problem naming the field */
    public static String normal(String typed) {
        try {
            String name = IDN.toASCII(typed.strip().replaceFirst("^@", ""), IDN.USE_STD3_ASCII_RULES)
                    .toLowerCase(Locale.ROOT);
            if (NAME.matcher(name).matches()) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw Problem.invalid("domain", "Give a domain such as example.com, without http:// and without a path.");
    }
}
