package org.takeup.plugin.lms.oneroster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord.OrgUnit;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.lms.UnreadableSource;

/** Organisational units, a parent before its children whatever the order in the file. They are few, so all are held. */
final class OrgReader {
    private static final RosterFile FILE = RosterFile.ORGS;

    private final KnownIds known;
    private final Map<String, Unit> units = new LinkedHashMap<>();

    private record Unit(String id, String name, @Nullable String parent, long line) {}

    private OrgReader(KnownIds known) {
        this.known = known;
    }

    /** Hands on all units and returns their ids. */
    static KnownIds read(Reading reading, RecordSink sink) throws UnreadableSource, InterruptedException {
        OrgReader orgs = new OrgReader(reading.idsOf(FILE));
        reading.eachHeld(FILE, orgs::collect);
        orgs.handOn(sink);
        return orgs.known;
    }

    private void collect(Row row) throws LeftOut, InterruptedException {
        if (row.isRemoved()) {
            row.remove(Removed.Kind.ORG_UNIT);
            return;
        }
        String id = row.id("sourcedId");
        String parent = row.text("parentSourcedId");
        known.add(id);
        units.put(id, new Unit(id, row.name("name"), parent.isEmpty() ? null : parent, row.line()));
    }

    private void handOn(RecordSink sink) throws InterruptedException {
        Set<String> done = new HashSet<>();
        for (Unit unit : units.values()) {
            for (Unit next : ancestorsFirst(unit, done)) {
                handOn(next, done, sink);
            }
        }
    }

    /** The unit and those above it that have not been handed on, from the top down. Ends where a circle closes. */
    private Deque<Unit> ancestorsFirst(Unit unit, Set<String> done) {
        Deque<Unit> path = new ArrayDeque<>();
        Set<String> onPath = new HashSet<>();
        Unit next = unit;
        while (next != null && !done.contains(next.id) && onPath.add(next.id)) {
            path.push(next);
            next = next.parent == null ? null : units.get(next.parent);
        }
        return path;
    }

    private void handOn(Unit unit, Set<String> done, RecordSink sink) throws InterruptedException {
        SourceLine at = new SourceLine(FILE.fileName(), unit.line);
        String parent = unit.parent;
        if (parent != null && !done.contains(parent) && (units.containsKey(parent) || known.rulesOut(parent))) {
            sink.reject(
                    at,
                    Words.warning(
                            "parentSourcedId",
                            units.containsKey(parent) ? "circle-of-units" : "unknown-parent",
                            Map.of("file", FILE.fileName(), "line", unit.line, "value", Row.clipped(parent))));
            parent = null;
        }
        sink.accept(new OrgUnit(unit.id, unit.name.isEmpty() ? unit.id : unit.name, parent), at);
        done.add(unit.id);
    }
}
