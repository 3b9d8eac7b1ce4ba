package org.takeup.survey.privacy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;

/**
 * One anonymous wave: whom it lets in, and what they answer, kept so that nothing stored joins the two. People come with a
 * ticket, get a blind signature for a secret that nobody here has seen, and answer under that secret. Thread-safe; calls
 * block on the store. Tickets are known here by a digest, and no secret is stored or logged.
 */
public final class AnonymousWave {
    /** All collections of this package. */
    public static final List<CollectionSpec> COLLECTIONS =
            List.of(Admissions.SPEC, Slots.SPEC, WaveKeys.SPEC, ShownCounts.SPEC);

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int BATCH = 500;

    private final Workspace workspace;
    private final String wave;
    private final Function<String, String> digest;
    private final Admissions admissions;
    private final Slots slots;
    private final WaveKeys keys;

    /** @param digest of a ballot's secret: what it is found by */
    public AnonymousWave(Workspace workspace, String wave, Function<String, String> digest) {
        this.workspace = workspace;
        this.wave = wave;
        this.digest = digest;
        this.admissions = new Admissions(workspace, wave);
        this.slots = new Slots(workspace, wave);
        this.keys = new WaveKeys(workspace, wave);
    }

    /** Somebody who is invited. @param begun whether they have asked for their token */
    public record Guest(String unit, boolean begun) {}

    /** Makes room for these people: one admission each, and as many blank ballots. Repeating it changes nothing. @param units by digest of the ticket */
    public void invite(Map<String, String> units) {
        Map<String, Integer> fresh = admissions.layOut(units);
        slots.layOut(fresh);
        new TreeSet<>(units.values()).forEach(keys::ofUnit);
    }

    public Optional<Guest> guest(String ticketDigest) {
        return admissions.find(ticketDigest).map(AnonymousWave::guest);
    }

    /** The same for these digests of tickets, those that there are. Of any waves. */
    public static Map<String, Guest> guests(Workspace workspace, Collection<String> ticketDigests) {
        var guests = new HashMap<String, Guest>();
        Admissions.findAll(workspace, ticketDigests).forEach((id, each) -> guests.put(id, guest(each)));
        return guests;
    }

    private static Guest guest(Admissions.Admission each) {
        return new Guest(each.unit(), each.spent());
    }

    /** What a browser needs to make its token: the modulus of the unit's key. */
    public String modulus(Guest guest) {
        return keys.ofUnit(guest.unit()).modulus();
    }

    /**
     * Spends an admission for what a browser has blinded, and signs that. The same again is signed again.
     *
     * @return empty if it was spent for something else, or this cannot be signed
     */
    public Optional<byte[]> sign(String ticketDigest, byte[] blinded) {
        return admissions
                .find(ticketDigest)
                .flatMap(found -> keys.ofUnit(found.unit())
                        .sign(blinded)
                        .filter(ignored -> admissions.spend(ticketDigest, blinded)));
    }

    /**
     * Does for a person without script what their browser would do, in memory. The same slip again changes nothing.
     *
     * @return the secret of their ballot; empty if the admission was spent for something else
     */
    public Optional<String> begin(String ticketDigest, Slip slip, byte[] firstDraft) {
        return admissions.find(ticketDigest).flatMap(found -> {
            CellKey key = keys.ofUnit(found.unit());
            return sign(ticketDigest, slip.blinded(key.open()))
                    .filter(signedBlind ->
                            redeem(found.unit(), slip.secret(), slip.signature(key.open(), signedBlind), firstDraft))
                    .map(ignored -> slip.secret());
        });
    }

    /** Whether this slip is what the admission was spent for. */
    public boolean isBegunWith(String ticketDigest, Slip slip) {
        return admissions
                .find(ticketDigest)
                .filter(found -> found.spent()
                        && Admissions.isFor(
                                found, slip.blinded(keys.ofUnit(found.unit()).open())))
                .isPresent();
    }

    /** Whether people of this unit are invited: keys are made for no other. */
    public boolean knows(String unit) {
        return keys.has(unit);
    }

    /** Gives a ballot of the unit to whoever has its signature of a secret. Repeating it changes nothing. @return false if it is none */
    public boolean redeem(String unit, String secret, byte[] signature, byte[] firstDraft) {
        if (!isSecret(secret)
                || !keys.ofUnit(unit).signed(Base64.getUrlDecoder().decode(secret), signature)) {
            return false;
        }
        String key = digest.apply(secret);
        if (slots.find(key).isEmpty()) {
            slots.take(key, unit, Seals.draft(wave, secret, firstDraft));
        }
        return true;
    }

    public static boolean isSecret(String text) {
        return SECRET.matcher(text).matches();
    }

    /** A ballot, opened with its secret. @param draft as it was last saved */
    public record Opened(String unit, boolean finished, byte[] draft, Slots.Slot slot) {}

    public Optional<Opened> open(String secret) {
        return slots.find(digest.apply(secret))
                .map(slot ->
                        new Opened(slot.unit(), slot.finished(), Seals.openDraft(wave, secret, slot.draft()), slot));
    }

    /**
     * Saves a draft, sealed for whoever has the secret, and what is to be counted, sealed to the wave.
     *
     * @param finished what is counted; empty leaves what was finished before
     * @return false if somebody else has changed it since it was opened
     */
    public boolean save(Opened opened, String secret, byte[] draft, Optional<byte[]> finished) {
        return slots.write(
                opened.slot(),
                Seals.draft(wave, secret, draft),
                finished.map(plain -> Seals.toWave(wave, keys.forAnswers(), plain)));
    }

    /** People: how many are invited, have begun and not finished, and have finished. */
    public record Count(long invited, long begun, long finished) {}

    /** @param units by name; the empty one holds all that are too small */
    public record Counts(Count all, Map<String, Count> units) {}

    /** Exact counts. Not to be shown while the wave is open. */
    public Counts counts() {
        return counts(workspace, List.of(wave)).getOrDefault(wave, new Counts(new Count(0, 0, 0), Map.of()));
    }

    private static Map<String, Counts> counts(Workspace workspace, Collection<String> waves) {
        Map<String, Map<String, long[]>> admitted = Admissions.counts(workspace, waves);
        Map<String, Map<String, Long>> finished = Slots.finished(workspace, waves);
        var all = new HashMap<String, Counts>();
        admitted.forEach((wave, units) -> {
            var counts = new TreeMap<String, Count>();
            units.forEach((unit, n) -> {
                long done = finished.getOrDefault(wave, Map.of()).getOrDefault(unit, 0L);
                counts.put(unit, new Count(n[0], Math.max(0, n[1] - done), done));
            });
            all.put(wave, new Counts(sum(counts.values()), counts));
        });
        return all;
    }

    private static Count sum(Collection<Count> counts) {
        return new Count(
                counts.stream().mapToLong(Count::invited).sum(),
                counts.stream().mapToLong(Count::begun).sum(),
                counts.stream().mapToLong(Count::finished).sum());
    }

    /**
     * What may be shown of these waves while they are open: who is invited as it is, who took part once a day and in steps.
     *
     * @param steps of each wave: the smallest group
     */
    public static Map<String, Counts> shown(Workspace workspace, Map<String, Integer> steps, LocalDate today) {
        if (steps.isEmpty()) {
            return Map.of();
        }
        var ledger = new ShownCounts(workspace);
        var shown = new HashMap<String, Counts>();
        counts(workspace, steps.keySet()).forEach((wave, now) -> {
            Counts taken = ledger.shown(wave, today, now, steps.getOrDefault(wave, Integer.MAX_VALUE));
            var units = new TreeMap<String, Count>();
            now.units().forEach((unit, count) -> {
                Count last = taken.units().getOrDefault(unit, new Count(0, 0, 0));
                units.put(unit, new Count(count.invited(), last.begun(), last.finished()));
            });
            Count all = taken.all();
            shown.put(wave, new Counts(new Count(now.all().invited(), all.begun(), all.finished()), units));
        });
        return shown;
    }

    /**
     * Takes a person's admission away. What they answered stays: nobody can tell which it is. That somebody of the unit was let
     * in is counted on, as their answer is. Safe to repeat.
     *
     * @param random what that is kept under, which leads to nobody; the same when it is repeated
     * @return whether there was an admission
     */
    public boolean forget(String ticketDigest, String random) {
        return admissions.forget(ticketDigest, random);
    }

    /** A finished answer without anything that leads back. @param id names the ballot while this goes on, and is gone then */
    public record Answered(String id, String unit, byte[] plain) {}

    /** Hands over some finished answers at a time until there are none. What was handed over is deleted once the receiver returns. */
    public void handOver(java.util.function.Consumer<List<Answered>> receiver) {
        List<Slots.Sealed> batch = slots.finished(BATCH);
        while (!batch.isEmpty()) {
            byte[] key = keys.opening()
                    .orElseThrow(() -> new IllegalStateException("The key of wave " + wave + " is gone too early"));
            var answers = new ArrayList<Answered>();
            for (Slots.Sealed each : batch) {
                Seals.openOfWave(wave, key, each.sealed())
                        .ifPresent(plain -> answers.add(new Answered(each.id(), each.unit(), plain)));
            }
            receiver.accept(answers);
            slots.delete(batch.stream().map(Slots.Sealed::id).toList());
            batch = slots.finished(BATCH);
        }
    }

    /** Destroys the keys, who was let in, and whatever was not finished. */
    public void end() {
        slots.deleteAll();
        admissions.deleteAll();
        new ShownCounts(workspace).delete(wave);
        keys.destroy();
    }
}
