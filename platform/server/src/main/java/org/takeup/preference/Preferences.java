package org.takeup.preference;

import java.net.URI;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.takeup.delivery.Unsubscribing;
import org.takeup.http.Changed;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.preference.SignedLinks.Holder;
import org.takeup.preference.SignedLinks.Purpose;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/** What people have said about how they want to be told, and the links by which they say it. Thread-safe; calls block. */
public final class Preferences implements Unsubscribing {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(
            PreferenceStore.WISHES,
            LinkKeys.KEYS,
            WeekStore.WEEKS,
            SendingStore.SENDINGS,
            SuppressedStore.SUPPRESSED,
            CapStore.RULES);

    private final People people;
    private final BiPredicate<Workspace, String> others;
    private final URI publicUrl;
    private final SignedLinks links = new SignedLinks();
    private final WeeklyCap cap = new WeeklyCap();
    private volatile Optional<Trimming> trimming = Optional.empty();

    /**
     * @param others whether somebody who is not in the directory is written to all the same, such as a stakeholder
     * @param publicUrl for links
     */
    public Preferences(People people, BiPredicate<Workspace, String> others, URI publicUrl) {
        this.people = people;
        this.others = others;
        this.publicUrl = publicUrl;
    }

    /** From now on, what was sent and was not sent is let go of when it is old. Called once, while wiring. */
    public void trimBy(TenantJobs jobs) {
        trimming = Optional.of(new Trimming(jobs));
    }

    /** Something was noted as sent or as not sent. */
    void noted(Workspace workspace) {
        trimming.ifPresent(each -> each.written(workspace));
    }

    /** How much anybody gets in a week. */
    public WeeklyCap cap() {
        return cap;
    }

    /** What a person has said; nothing but defaults if they never did. */
    public Preference of(Workspace workspace, String personId) {
        return new PreferenceStore(workspace).find(personId).orElseGet(() -> Preference.unsaid(personId));
    }

    /** The same of several people, by person, in one look. */
    public Map<String, Preference> of(Workspace workspace, Collection<String> people) {
        var found = people.isEmpty()
                ? new HashMap<String, Preference>()
                : new HashMap<>(new PreferenceStore(workspace).findAll(people));
        people.forEach(person -> found.computeIfAbsent(person, Preference::unsaid));
        return found;
    }

    /** The zones in which these people are, of those of whom it is known: as they said, or else as the directory says. */
    Map<String, ZoneId> zones(Workspace workspace, Collection<Preference> wishes) {
        var zones = new HashMap<String, ZoneId>();
        wishes.forEach(wish -> wish.zone().ifPresent(zone -> zones.put(wish.personId(), zone)));
        List<String> unsaid = wishes.stream()
                .map(Preference::personId)
                .filter(id -> !zones.containsKey(id))
                .toList();
        if (!unsaid.isEmpty()) {
            people.active(workspace, unsaid)
                    .forEach(person -> person.local().zone().ifPresent(zone -> zones.put(person.id(), zone)));
        }
        return zones;
    }

    /** Whether anybody is in another zone than the organisation's. */
    boolean otherZones(Workspace workspace) {
        ZoneId usual = workspace.settings().zone();
        return new PreferenceStore(workspace).anyOutside(usual) || people.anyOutside(workspace, usual);
    }

    /** Ids of those who want to read one of these languages, by tag; read from the store while the stream is. Close it. */
    public Stream<String> readers(Workspace workspace, Set<String> languages) {
        return new PreferenceStore(workspace).readers(languages);
    }

    /**
     * Takes over what a person says.
     *
     * @param seen the version that they changed
     * @throws Problem 422 naming every part that does not fit, 412 if it was changed since they looked
     */
    public Preference change(Workspace workspace, String personId, long seen, PreferenceEntry entry) {
        Preference before = of(workspace, personId);
        Preference after = entry.checked(workspace, before);
        if (before.version() != seen || !new PreferenceStore(workspace).put(after)) {
            throw new Changed("preference");
        }
        return after;
    }

    /** A person wants no more messages of a kind. Saying it again changes nothing. */
    public void unsubscribe(Workspace workspace, String personId, String kind) {
        new PreferenceStore(workspace).leaveOut(personId, kind);
    }

    /** A person wants messages of a kind again. Saying it again changes nothing. */
    public void subscribe(Workspace workspace, String personId, String kind) {
        new PreferenceStore(workspace).takeIn(personId, kind);
    }

    /** Makes every link invalid that the person has been sent, those to unsubscribe included. */
    public void endLinks(Workspace workspace, String personId) {
        new PreferenceStore(workspace).endLinks(personId);
    }

    /** The link by which a person says how they want to be told, without signing in. For messages to them and nobody else. */
    public URI link(Workspace workspace, String personId) {
        return url(workspace, "/told/", links.make(workspace, Purpose.CHOOSE, new Holder(personId, "")));
    }

    @Override
    public URI link(Workspace workspace, String personId, String kind) {
        return url(workspace, "/unsubscribe/", links.make(workspace, Purpose.UNSUBSCRIBE, new Holder(personId, kind)));
    }

    private URI url(Workspace workspace, String path, String link) {
        return URI.create(publicUrl + "/w/" + workspace.tenant().slug() + path + link);
    }

    /** Whose link this is. @throws Problem 404 if it opens nothing, or nobody is there any more */
    String holder(Workspace workspace, String link) {
        String person = links.open(workspace, Purpose.CHOOSE, link).personId();
        boolean here = people.find(workspace, person)
                .map(found -> found.active())
                .orElseGet(() -> others.test(workspace, person));
        if (!here) {
            throw SignedLinks.refused();
        }
        return person;
    }

    /** Who can unsubscribe from what by this link. @throws Problem 404 if it opens nothing, or nobody is there any more */
    Holder unsubscriber(Workspace workspace, String link) {
        Holder holder = links.open(workspace, Purpose.UNSUBSCRIBE, link);
        // Also who has left, as long as mails may still be on their way; who was erased leaves no new trace.
        boolean known =
                people.find(workspace, holder.personId()).isPresent() || others.test(workspace, holder.personId());
        if (!known) {
            throw SignedLinks.refused();
        }
        return holder;
    }
}
