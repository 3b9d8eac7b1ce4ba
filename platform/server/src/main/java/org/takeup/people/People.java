package org.takeup.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.tenant.Workspace;

/** The directory of a workspace, and the only way to it. Thread-safe; calls block on the store. */
public final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    /**
     * The person who signed in. The first time, they are matched with the one record that carries their e-mail address,
     * if the address is proven and of a domain that the tenant has proven, and if nobody else signs in as that record;
     * else a new person is made. A person who was made by sign-in moves to such a record once a source brings one. Safe
     * to repeat and to call at the same time on two nodes.
     *
     * @return the person's id
     */
    public String signedIn(Workspace workspace, Identity identity) {
        var store = new PeopleStore(workspace);
        String own = PersonIds.ofIdentity(identity.issuer(), identity.subject());
        String key = PersonIds.identityKey(identity.issuer(), identity.subject());
        String known = store.personOf(key).orElse(own);
        if (!known.equals(own)) {
            return known;
        }
        Optional<String> record = provenEmail(workspace, identity)
                .flatMap(store::onlyRecordWith)
                .filter(found -> holds(store, key, found));
        if (record.isPresent()) {
            return store.link(key, own, record.get());
        }
        store.putSignedIn(own, identity.name(), lowerCase(identity.email()));
        return store.link(key, own, own);
    }

    /**
     * Whom an identity stands for, without a trace in the directory.
     *
     * @return the id that signing in has given it, or else the one that it would get if no record is theirs
     */
    public String idOf(Workspace workspace, Identity identity) {
        String key = PersonIds.identityKey(identity.issuer(), identity.subject());
        return new PeopleStore(workspace)
                .personOf(key)
                .orElseGet(() -> PersonIds.ofIdentity(identity.issuer(), identity.subject()));
    }

    /**
     * Takes over what a source says about people, in any number. A record with the same source and external id replaces
     * the earlier one; doing it twice changes nothing.
     */
    public void upsert(Workspace workspace, List<PersonRecord> records) {
        new PeopleStore(workspace).putRecords(records, email -> isProven(workspace, email));
    }

    /**
     * The person whom the company's own directory brings. If exactly one record of another source has the address, and
     * the tenant has proven its domain, it is that person, who keeps their id, their surveys and their sign-in; from then
     * on the company's directory alone says who they are. So does whoever comes back with the address that they left
     * with.
     *
     * @param fresh the id of a new person, if it is nobody known
     */
    public String claim(Workspace workspace, String email, String fresh) {
        return Optional.of(lowerCase(email))
                .filter(address -> isProven(workspace, address))
                .flatMap(new PeopleStore(workspace)::claim)
                .orElse(fresh);
    }

    /** Takes over what the company's own directory says of people; what other sources say of them does not count. */
    public void provision(Workspace workspace, List<Person> provisioned) {
        new PeopleStore(workspace).putProvisioned(provisioned);
    }

    /** Says that the company's own directory does not have this person any more. They stay, and are not active. */
    public void release(Workspace workspace, String personId) {
        new PeopleStore(workspace).release(personId);
    }

    /** How many people are active. */
    public long count(Workspace workspace) {
        return new PeopleStore(workspace).count();
    }

    /** How many active people a segment has. */
    public long count(Workspace workspace, Segment segment) {
        return new PeopleStore(workspace).count(segment);
    }

    /** Everybody first, then each unit by name, with sizes. */
    public List<SizedSegment> segments(Workspace workspace) {
        List<SizedSegment> units = new PeopleStore(workspace).units();
        var all = new ArrayList<SizedSegment>(units.size() + 1);
        all.add(new SizedSegment(Segment.everybody(), count(workspace)));
        all.addAll(units);
        return all;
    }

    /** The active people of a segment, read from the store while the stream is. Close it. */
    public Stream<Person> members(Workspace workspace, Segment segment) {
        return new PeopleStore(workspace).members(segment);
    }

    /** The active people to whom somebody of this segment reports, each once. Empty if the sources name no managers. */
    public List<Person> managers(Workspace workspace, Segment segment) {
        return new PeopleStore(workspace).managers(segment);
    }

    /** The person with this id, also when they are not active any more. */
    public Optional<Person> find(Workspace workspace, String personId) {
        return new PeopleStore(workspace).find(personId);
    }

    /** The names of these people, by id; whoever is not here any more is left out. At most a few thousand at a time. */
    public Map<String, String> names(Workspace workspace, Collection<String> personIds) {
        return new PeopleStore(workspace).names(personIds);
    }

    /**
     * Active people by name.
     *
     * @param after {@link PeoplePage#next()} of the part before, or empty for the first one
     * @param most how many at most, 1 to 500
     */
    public PeoplePage list(Workspace workspace, Segment segment, Optional<String> after, int most) {
        return new PeopleStore(workspace).list(segment, after, Math.clamp(most, 1, 500));
    }

    /** An address can pass to somebody else, but the person behind a record stays who they are: first come, only one. */
    private static boolean holds(PeopleStore store, String identityKey, String record) {
        boolean holds = store.hold(record, identityKey);
        if (!holds) {
            LOG.warn(
                    "Somebody with the address of person {} signed in by another identity; they are kept apart",
                    record);
        }
        return holds;
    }

    private static Optional<String> provenEmail(Workspace workspace, Identity identity) {
        return Optional.of(lowerCase(identity.email()))
                .filter(ignored -> identity.emailProven())
                .filter(address -> isProven(workspace, address));
    }

    /** Whether an address in lower case is of a domain that the tenant has proven. */
    private static boolean isProven(Workspace workspace, String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1);
        return email.indexOf('@') > 0 && workspace.settings().signIn().domains().contains(domain);
    }

    static String lowerCase(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
