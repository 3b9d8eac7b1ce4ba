package org.takeup.survey;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.takeup.store.TenantCollection;
import org.takeup.survey.scoring.Unseen;
import org.takeup.tenant.Workspace;

/**
 * What of waves may be shown, as it is kept with them: beside other waves, see {@link FewApart}, and beside what live results
 * have shown already. Thread-safe; calls block.
 */
final class ShownStore {
    private static final String SHOWN = "shown";
    /** Of an open wave, should it close later than all others. */
    private static final String SO_FAR = "shownSoFar";

    private static final String UNSEEN = "unseen";

    private final TenantCollection waves;

    ShownStore(Workspace workspace) {
        this.waves = workspace.collection(WaveStore.WAVES);
    }

    /** Waves that do not show nothing because of another wave. */
    static Bson showing() {
        return ne(SHOWN, FewApart.Shown.NOTHING.name());
    }

    /** Whether a wave shows nothing because of another one. @param stored the wave's document */
    static boolean showsNothing(Document stored) {
        return read(stored, SHOWN).filter(FewApart.Shown.NOTHING::equals).isPresent();
    }

    private static Optional<FewApart.Shown> read(Document stored, String field) {
        return Optional.ofNullable(stored.getString(field)).map(FewApart.Shown::valueOf);
    }

    /** Notes once what of a closed wave may be shown. */
    void keep(String wave, FewApart.Shown shown) {
        waves.updateIf(wave, and(closed(), exists(SHOWN, false)), set(SHOWN, shown.name()));
    }

    /** What {@link #keep} noted; everything if nothing was noted, as by an older Takeup. */
    FewApart.Shown of(String wave) {
        return read(wave, SHOWN);
    }

    /** The same of several, by id; those of which nothing was noted are left out. */
    Map<String, FewApart.Shown> of(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var shown = new HashMap<String, FewApart.Shown>();
        waves.findAll(ids)
                .forEach(stored -> read(stored, SHOWN).ifPresent(each -> shown.put(TenantCollection.id(stored), each)));
        return shown;
    }

    /** What could be shown of an open wave when people last came onto a roll; everything if none have. */
    FewApart.Shown soFar(String wave) {
        return read(wave, SO_FAR);
    }

    private FewApart.Shown read(String wave, String field) {
        return waves.find(wave).flatMap(stored -> read(stored, field)).orElse(FewApart.Shown.ALL);
    }

    /**
     * Notes what of an open wave could be shown, as others came onto the roll of another one.
     *
     * @param trouble what is to be said about that; nothing takes away what was said before
     */
    void keepSoFar(String wave, FewApart.Shown soFar, Optional<String> trouble) {
        waves.updateIf(wave, open(), soFar(soFar, trouble));
    }

    /**
     * The same with the end of a run of inviting, in one write: nobody finds that all are invited and not yet what that means.
     *
     * @return false, changing nothing, if it is not the current run any more, or somebody stopped it
     */
    boolean invitedAll(String wave, Course.Inviting end, FewApart.Shown soFar, Optional<String> trouble) {
        return waves.updateIf(
                wave,
                and(CourseStore.running(end.run()), open()),
                combine(set("inviting", CourseDocument.write(end)), soFar(soFar, trouble)));
    }

    /** The same of a run that somebody stopped, which stays so. @return false, changing nothing, if it is another one */
    boolean invitedUntilStopped(String wave, String run, FewApart.Shown soFar, Optional<String> trouble) {
        return waves.updateIf(
                wave,
                and(eq("inviting.run", run), eq("inviting.state", Course.Inviting.State.CANCELLED.name()), open()),
                soFar(soFar, trouble));
    }

    private static Bson soFar(FewApart.Shown soFar, Optional<String> trouble) {
        return combine(
                set(SO_FAR, soFar.name()),
                trouble.map(why -> set("trouble", why)).orElseGet(() -> unset("trouble")));
    }

    /** Notes how many people of a closed wave are in no figure that was shown while it was open. */
    void keepUnseen(String wave, Unseen unseen) {
        waves.updateIf(wave, closed(), set(UNSEEN, InterimStore.write(unseen)));
    }

    /** What {@link #keepUnseen} noted; empty if no figure was shown. */
    Optional<Unseen> unseen(String wave) {
        return waves.find(wave)
                .map(stored -> stored.get(UNSEEN, Document.class))
                .map(InterimStore::unseen);
    }

    private static Bson open() {
        return eq("state", Wave.State.OPEN.name());
    }

    private static Bson closed() {
        return eq("state", Wave.State.CLOSED.name());
    }
}
