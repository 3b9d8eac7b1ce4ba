package org.takeup.people;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.event.Events;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/** The directory of a workspace, and the only way to it. Thread-safe; calls block on the store. */
public final class People {
    private static final Logger LOG = LoggerFactory.getLogger(People.class);
    private static final String USER = "user:";

    private final List<Rights> rights = new CopyOnWriteArrayList<>();
    private final Headcount headcount;
    private final UnitSizes unitSizes = new UnitSizes();

    /** Of which nobody hears, and which may be of any size. */
    public People() {
        this(new Events(), workspace -> OptionalLong.empty());
    }

    /**
     * @param events told who comes and who goes
     * @param most active people of a workspace, if there is a limit
     */
    public People(Events events, Function<Workspace, OptionalLong> most) {
        this.headcount = new Headcount(events, most);
    }

    /** Wants to know whose rights became fewer. */
    @FunctionalInterface
    public interface Rights {
        /** @param personIds of people who left, or left a group that gives a role; may be told of twice */
        void lost(Workspace workspace, List<String> personIds);
    }

    /** From now on, this is told of everybody who leaves, or leaves a group that gives a role. Called while wiring. */
    public void whenRightsAreLost(Rights told) {
        rights.add(told);
    }

    /** Says that these people have fewer rights than before. */
    public void rightsLost(Workspace workspace, List<String> personIds) {
        if (!personIds.isEmpty()) {
            rights.forEach(each -> each.lost(workspace, personIds));
        }
    }

    private PeopleStore store(Workspace workspace) {
        return new PeopleStore(workspace, headcount.watch(workspace, () -> count(workspace), ids -> {
            unitSizes.changed(workspace.tenant().id());
            rightsLost(workspace, ids);
        }));
    }

    /** @throws org.takeup.http.Problem 403 if one more would be more than the workspace may have */
    public void refuseOneTooMany(Workspace workspace) {
        headcount.refuse(workspace, 1, () -> count(workspace));
    }

    /** Whether the company itself says that this person does not work here any more. */
    public boolean hasLeft(Workspace workspace, String personId) {
        return new DirectoryStore(workspace).hasLeft(personId);
    }

    /**
     * The person who signed in. The first time, they are matched with the one record that carries their e-mail address,
     * if the address is proven and of a domain that the tenant has proven, and if nobody else signs in as that record;
     * else a new person is made. A person who was made by sign-in moves to such a record once a source brings one. Safe
     * to repeat and to call at the same time on two nodes.
     *
     * @return the person's id
     */
    public String signedIn(Workspace workspace, Identity identity) {
        PeopleStore store = store(workspace);
        String own = PersonIds.ofIdentity(identity.issuer(), identity.subject());
        String key = PersonIds.identityKey(identity.issuer(), identity.subject());
        String known = store.personOf(key).orElse(own);
        if (!known.equals(own)) {
            return known;
        }
        Optional<String> record = provenEmail(workspace, identity)
                .flatMap(store::onlyRecordWith)
                .map(TenantCollection::id)
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
        return store(workspace)
                .personOf(key)
                .orElseGet(() -> PersonIds.ofIdentity(identity.issuer(), identity.subject()));
    }

    /**
     * Takes over what a source says about people, in any number. A record with the same source and external id replaces
     * the earlier one; doing it twice changes nothing.
     */
    public void upsert(Workspace workspace, List<PersonRecord> records) {
        Set<String> erased = new ErasedStore(workspace)
                .of(records.stream().map(PersonRecord::personId).toList());
        List<PersonRecord> welcome = erased.isEmpty()
                ? records
                : records.stream()
                        .filter(record -> !erased.contains(record.personId()))
                        .toList();
        store(workspace).putRecords(welcome, email -> isProven(workspace, email));
    }

    /** The directory's id of whom a source calls so. */
    public static String idOfRecord(String source, String externalId) {
        return PersonIds.ofRecord(source, externalId);
    }

    /** Those of a source's own ids whose people were erased here: nothing about them may be stored. */
    public Set<String> erased(Workspace workspace, String source, Collection<String> externalIds) {
        var byPerson = new HashMap<String, String>();
        externalIds.forEach(id -> byPerson.put(idOfRecord(source, id), id));
        return new ErasedStore(workspace)
                .of(byPerson.keySet()).stream()
                        .map(byPerson::get)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
    }

    /** Whether the company's own directory sends somebody under a user name who was erased. */
    public boolean isErasedUser(Workspace workspace, String userName) {
        return !new ErasedStore(workspace)
                .of(List.of(USER + lowerCase(userName)))
                .isEmpty();
    }

    /** Lets no source bring these people back for as long as it sends them. */
    public void keepAway(Workspace workspace, Collection<String> personIds, Collection<String> userNames) {
        var names = new ArrayList<>(personIds);
        userNames.forEach(name -> names.add(USER + lowerCase(name)));
        new ErasedStore(workspace).add(names);
    }

    /**
     * The person whom the company's own directory brings. If exactly one record of another source has the address, and
     * the tenant has proven its domain, it is that person, who keeps their id, their surveys and their sign-in. So does
     * whoever comes back with the address that they left with.
     *
     * @param fresh the id of a new person, if it is nobody known
     */
    public String claim(Workspace workspace, String email, String fresh) {
        return Optional.of(lowerCase(email))
                .filter(address -> isProven(workspace, address))
                .flatMap(address -> store(workspace).claim(address, fresh))
                .orElse(fresh);
    }

    /** Takes over what the company's own directory says of people. */
    public void provision(Workspace workspace, List<Person> provisioned) {
        store(workspace).putProvisioned(provisioned);
    }

    /** Says that the company's own directory does not have this person any more. They stay, and are not active. */
    public void release(Workspace workspace, String personId) {
        store(workspace).release(personId);
    }

    /**
     * Takes over entries of a file. Somebody whom it did not name before is the one record with their proven address, or
     * somebody new. Safe to repeat.
     *
     * @param known ids of the directory by the file's, as this answered before
     * @return the same for these entries
     */
    public Map<String, String> enter(Workspace workspace, List<FileEntry> entries, Map<String, String> known) {
        return store(workspace).putEntries(entries, known, email -> isProven(workspace, email));
    }

    /** Says who reports to whom, of people whom a file named. @param managers by the directory's ids, on both sides */
    public void managedBy(Workspace workspace, Map<String, Optional<String>> managers) {
        store(workspace).putManagers(managers);
    }

    /** Takes back all that a file said of people; whoever nobody else knows of is not here any more. */
    public void takeBack(Workspace workspace, Collection<String> personIds) {
        store(workspace).takeBack(personIds);
    }

    /** By which rules one person is made of what several sources say. */
    public MergeRules rules(Workspace workspace) {
        return store(workspace).rules();
    }

    /** Changes the rules. They hold for what is said from now on; {@link #mergeAll} makes everybody else anew. */
    public void rules(Workspace workspace, MergeRules rules) {
        store(workspace).put(rules);
    }

    /** Makes everybody anew by the rules of now. Takes a few seconds for every ten thousand; safe to repeat. */
    public void mergeAll(Workspace workspace) {
        store(workspace).mergeAll(done -> LOG.info("{} people are merged anew", done));
    }

    /** How many people each source says something of. */
    public Map<Source, Long> sizes(Workspace workspace) {
        var sizes = new EnumMap<Source, Long>(Source.class);
        for (Source source : Source.values()) {
            sizes.put(source, new DirectoryStore(workspace).countFrom(source));
        }
        return sizes;
    }

    /** How many people are active. */
    public long count(Workspace workspace) {
        return new DirectoryStore(workspace).count();
    }

    /** How many active people a segment has. */
    public long count(Workspace workspace, Segment segment) {
        return new DirectoryStore(workspace).count(segment);
    }

    /** Everybody first, then each unit by name, with sizes. */
    public List<SizedSegment> segments(Workspace workspace) {
        return new DirectoryStore(workspace).segments();
    }

    /** The same as it was a moment ago: to be shown, not to be decided by. */
    List<SizedSegment> segmentsShown(Workspace workspace) {
        return unitSizes.of(workspace.tenant().id(), workspace.clock().instant(), () -> segments(workspace));
    }

    /** The active people of a segment, read from the store while the stream is. Close it. */
    public Stream<Person> members(Workspace workspace, Segment segment) {
        return new DirectoryStore(workspace).members(segment);
    }

    /** Whether any active person works in another zone than this one, as far as the sources say. */
    public boolean anyOutside(Workspace workspace, ZoneId zone) {
        return new DirectoryStore(workspace).anyOutside(zone);
    }

    /** Ids of the active people whom the sources give one of these languages, by tag; read while the stream is. Close it. */
    public Stream<String> reading(Workspace workspace, Set<String> languages) {
        return new DirectoryStore(workspace).reading(languages);
    }

    /** The names of the units of those who report to these people, by manager. At most a few thousand managers at a time. */
    public Map<String, Set<String>> unitsLed(Workspace workspace, Collection<String> managers) {
        return managers.isEmpty() ? Map.of() : new DirectoryStore(workspace).unitsLed(managers);
    }

    /** How many active people report to this one, by the names of their units; those without one are under an empty name. */
    public Map<String, Integer> unitsOfReports(Workspace workspace, String personId) {
        return new DirectoryStore(workspace).unitsOfReports(personId);
    }

    /** The active people to whom somebody of this segment reports, each once. Empty if the sources name no managers. */
    public List<Person> managers(Workspace workspace, Segment segment) {
        return new DirectoryStore(workspace).managers(segment);
    }

    /** The person with this id, also when they are not active any more. */
    public Optional<Person> find(Workspace workspace, String personId) {
        return new DirectoryStore(workspace).find(personId);
    }

    /** Those of these people who are active, in any order. At most a few thousand at a time. */
    public List<Person> active(Workspace workspace, Collection<String> personIds) {
        return new DirectoryStore(workspace).active(personIds);
    }

    /** Active people by mail address in lower case, which may be that of several. At most a few thousand at a time. */
    public Map<String, List<Person>> withAddress(Workspace workspace, Collection<String> addresses) {
        return new DirectoryStore(workspace)
                .withAddress(addresses.stream().map(People::lowerCase).toList());
    }

    /** The names of these people, by id; whoever is not here any more is left out. At most a few thousand at a time. */
    public Map<String, String> names(Workspace workspace, Collection<String> personIds) {
        return new DirectoryStore(workspace).names(personIds);
    }

    /**
     * What learning records call these people, {@code source/the source's own id}, by the directory's id; whoever has no
     * learning records is left out. At most a few thousand at a time.
     */
    public Map<String, String> learners(Workspace workspace, Collection<String> personIds) {
        return new DirectoryStore(workspace).learners(personIds);
    }

    /**
     * Active people by name.
     *
     * @param after {@link PeoplePage#next()} of the part before, or empty for the first one
     * @param most how many at most, 1 to 500
     */
    public PeoplePage list(Workspace workspace, Segment segment, Optional<String> after, int most) {
        return new DirectoryStore(workspace).list(segment, after, Math.clamp(most, 1, 500));
    }

    /**
     * Active people whose name begins with this, or whose mail address it is; capital letters count as small ones.
     *
     * @param most how many at most, 1 to 500
     */
    public List<Person> named(Workspace workspace, String text, int most) {
        String wanted = lowerCase(text.strip());
        if (wanted.isEmpty()) {
            return List.of();
        }
        return wanted.contains("@")
                ? withAddress(workspace, List.of(wanted)).getOrDefault(wanted, List.of()).stream()
                        .limit(most)
                        .toList()
                // They are listed by name in small letters, so the list goes on from there.
                : list(workspace, Segment.everybody(), Optional.of(wanted), most).people().stream()
                        .filter(person -> lowerCase(person.name()).startsWith(wanted))
                        .toList();
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
