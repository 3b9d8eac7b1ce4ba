package org.takeup.plugin.lms.oneroster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord.Person;
import org.takeup.plugin.api.lms.LearningRecord.Person.Role;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.lms.UnreadableSource;

/** People. OneRoster 1.1 has role and units in users.csv, 1.2 in roles.csv; both are read, whatever the manifest says. */
final class PersonReader {
    private static final int MOST_ADDRESS_CHARACTERS = 254;
    private static final int MOST_NAME_CHARACTERS = 64;
    private static final Pattern ADDRESS =
            Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");

    private final KnownIds users;
    private final KnownIds orgs;
    private final Map<String, Held> heldRoles = new HashMap<>();

    /** What roles.csv says of a user until the user's own row comes. */
    private record Held(Role role, List<String> units, long line) {
        Held with(Role more, List<String> moreUnits, boolean primary) {
            Set<String> all = new LinkedHashSet<>(primary ? moreUnits : units);
            all.addAll(primary ? units : moreUnits);
            return new Held(primary ? more : role, List.copyOf(all), line);
        }
    }

    private PersonReader(KnownIds users, KnownIds orgs) {
        this.users = users;
        this.orgs = orgs;
    }

    /** Hands on all people and returns their ids. */
    static KnownIds read(Reading reading, RecordSink sink, KnownIds orgs)
            throws UnreadableSource, InterruptedException {
        PersonReader people = new PersonReader(reading.idsOf(RosterFile.USERS), orgs);
        reading.eachHeld(RosterFile.ROLES, people::hold);
        reading.each(RosterFile.USERS, people::handOn);
        people.reportRolesOfNobody(sink);
        return people.users;
    }

    private void hold(Row row) throws LeftOut, InterruptedException {
        if (row.isRemoved()) {
            return;
        }
        String user = row.id("userSourcedId");
        Role role = role(row);
        List<String> units = knownUnits(row, row.ids("orgSourcedId"));
        boolean primary = row.text("roleType").equalsIgnoreCase("primary");
        Held before = heldRoles.get(user);
        heldRoles.put(user, before == null ? new Held(role, units, row.line()) : before.with(role, units, primary));
    }

    private void handOn(Row row) throws LeftOut, InterruptedException {
        if (row.isRemoved()) {
            row.remove(Removed.Kind.PERSON);
            return;
        }
        String id = row.id("sourcedId");
        Held held = heldRoles.remove(id);
        users.add(id);
        row.accept(new Person(
                id,
                displayName(row, id),
                address(row),
                units(row, held),
                held != null ? held.role : role(row),
                !row.text("enabledUser").equalsIgnoreCase("false")));
    }

    private List<String> units(Row row, @Nullable Held held) throws InterruptedException {
        Set<String> units = new LinkedHashSet<>(row.ids("primaryOrgSourcedId"));
        units.addAll(row.ids("orgSourcedIds"));
        List<String> all = new ArrayList<>(knownUnits(row, List.copyOf(units)));
        if (held != null) {
            held.units.stream().filter(unit -> !all.contains(unit)).forEach(all::add);
        }
        return all;
    }

    private List<String> knownUnits(Row row, List<String> units) throws InterruptedException {
        List<String> known = new ArrayList<>();
        for (String unit : units) {
            if (orgs.rulesOut(unit)) {
                row.warn("orgSourcedIds", "unknown-unit", Map.of("value", Row.clipped(unit)));
            } else {
                known.add(unit);
            }
        }
        return known;
    }

    private static String displayName(Row row, String id) {
        String given =
                row.name("preferredGivenName").isEmpty() ? row.name("givenName") : row.name("preferredGivenName");
        String family =
                row.name("preferredFamilyName").isEmpty() ? row.name("familyName") : row.name("preferredFamilyName");
        String name = Row.clipped(given + " " + family);
        return name.isEmpty() ? id : name;
    }

    private static @Nullable String address(Row row) throws InterruptedException {
        String address = row.text("email").toLowerCase(Locale.ROOT);
        if (address.isEmpty()) {
            return null;
        }
        if (!canBeMailed(address)) {
            row.warn("email", "bad-address", Map.of());
            return null;
        }
        return address;
    }

    /** As strict as the platform's own mail: an address that it takes and cannot send to would be found out too late. */
    private static boolean canBeMailed(String address) {
        return address.length() <= MOST_ADDRESS_CHARACTERS
                && address.indexOf('@') <= MOST_NAME_CHARACTERS
                && ADDRESS.matcher(address).matches();
    }

    private static Role role(Row row) throws InterruptedException {
        String role = row.text("role");
        return switch (role.toLowerCase(Locale.ROOT)) {
            case "student" -> Role.LEARNER;
            case "teacher", "aide" -> Role.TEACHER;
            case "administrator", "districtadministrator", "siteadministrator", "systemadministrator", "principal" ->
                Role.ADMINISTRATOR;
            case "guardian", "parent", "relative", "proctor", "counselor" -> Role.OTHER;
            default -> {
                row.warn("role", "unknown-role", Map.of("value", role.isEmpty() ? "''" : Row.clipped(role)));
                yield Role.OTHER;
            }
        };
    }

    private void reportRolesOfNobody(RecordSink sink) throws InterruptedException {
        String file = RosterFile.ROLES.fileName();
        for (var left : heldRoles.entrySet()) {
            if (users.rulesOut(left.getKey())) {
                long line = left.getValue().line;
                Map<String, ?> values = Map.of(
                        "file",
                        file,
                        "line",
                        line,
                        "value",
                        left.getKey(),
                        "column",
                        "userSourcedId",
                        "other",
                        RosterFile.USERS.fileName());
                sink.reject(new SourceLine(file, line), Words.error("userSourcedId", "unknown-reference", values));
            }
        }
    }
}
