package org.takeup.plan.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Public holidays by region, computed from the rules of {@code holidays.txt}, which names its sources. What a
 * government grants once is not there; a tenant adds it as a day of its own. Thread-safe.
 */
public final class Holidays {
    private static final Holidays STANDARD = read("holidays.txt");

    private final Map<String, Region> regions;
    private final Map<Year, Map<LocalDate, String>> known = new ConcurrentHashMap<>();

    private Holidays(Map<String, Region> regions) {
        this.regions = regions;
    }

    /**
     * A region.
     *
     * @param id such as {@code DE-BY}
     * @param name such as Germany: Bavaria
     */
    public record Region(String id, String name, List<Holiday> holidays) {
        public Region {
            holidays = List.copyOf(holidays);
        }
    }

    /** One holiday. @param observed what happens when it falls on a weekend */
    record Holiday(String name, DayRule rule, Observed observed) {}

    /** On which day people are off when the day itself falls on a weekend. */
    enum Observed {
        /** On none. */
        ITSELF,
        /** The next day from Monday to Friday that is no holiday itself, beside the day itself. */
        SUBSTITUTE,
        /** Friday for Saturday, Monday for Sunday. */
        NEAREST
    }

    private record Year(String region, int year) {}

    /** The rules of this version of the platform. */
    public static Holidays standard() {
        return STANDARD;
    }

    /** All regions, by name. */
    public Collection<Region> regions() {
        return regions.values().stream()
                .sorted(Comparator.comparing(Region::name))
                .toList();
    }

    public boolean knows(String region) {
        return regions.containsKey(region);
    }

    /** What a region is called; its id if there is none. */
    public String name(String region) {
        return Optional.ofNullable(regions.get(region)).map(Region::name).orElse(region);
    }

    /** The holiday of a region on a day. A region that nobody knows has none. */
    public Optional<String> on(String region, LocalDate day) {
        return Optional.ofNullable(of(region, day.getYear()).get(day));
    }

    /** The holidays of a region in a year, by day. */
    public Map<LocalDate, String> of(String region, int year) {
        Region found = regions.get(region);
        return found == null || year < 1900 || year > 2200
                ? Map.of()
                : known.computeIfAbsent(new Year(region, year), key -> computed(found, year));
    }

    private static Map<LocalDate, String> computed(Region region, int year) {
        var days = new TreeMap<LocalDate, String>();
        // The neighbours too: a first of January can be observed in December.
        for (int each = year - 1; each <= year + 1; each++) {
            days.putAll(withObserved(region, each));
        }
        days.keySet().removeIf(day -> day.getYear() != year);
        return days;
    }

    private static Map<LocalDate, String> withObserved(Region region, int year) {
        var days = new TreeMap<LocalDate, String>();
        for (Holiday holiday : region.holidays()) {
            holiday.rule().in(year).ifPresent(day -> days.putIfAbsent(day, holiday.name()));
        }
        var observed = new TreeMap<LocalDate, String>();
        region.holidays().stream()
                .flatMap(holiday -> holiday.rule().in(year).map(day -> new Dated(day, holiday)).stream())
                .filter(dated -> WorkingDays.isWeekend(dated.day()))
                .sorted(Comparator.comparing(Dated::day))
                .forEach(dated -> observed(dated, days, observed)
                        .ifPresent(day -> observed.put(day, dated.holiday().name() + " (observed)")));
        days.putAll(observed);
        return days;
    }

    private record Dated(LocalDate day, Holiday holiday) {}

    private static Optional<LocalDate> observed(
            Dated dated, Map<LocalDate, String> days, Map<LocalDate, String> observed) {
        LocalDate day = dated.day();
        return switch (dated.holiday().observed()) {
            case ITSELF -> Optional.empty();
            case NEAREST -> Optional.of(day.getDayOfWeek() == DayOfWeek.SATURDAY ? day.minusDays(1) : day.plusDays(1));
            case SUBSTITUTE -> {
                LocalDate next = day.plusDays(1);
                while (WorkingDays.isWeekend(next) || days.containsKey(next) || observed.containsKey(next)) {
                    next = next.plusDays(1);
                }
                yield Optional.of(next);
            }
        };
    }

    /** Lines {@code @id|name|id of the region whose holidays it has as well}, then {@code name|rule|observed}. */
    private static Holidays read(String file) {
        var regions = new TreeMap<String, Region>();
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Holidays.class.getResourceAsStream(file), file), StandardCharsets.UTF_8))) {
            String id = "";
            for (String line : in.lines().filter(Holidays::says).toList()) {
                List<String> parts = List.of(line.strip().split("\\|", -1));
                if (line.startsWith("@")) {
                    id = parts.getFirst().substring(1);
                    List<Holiday> inherited = parts.size() < 3
                            ? List.of()
                            : Objects.requireNonNull(regions.get(parts.get(2)), parts.get(2))
                                    .holidays();
                    regions.put(id, new Region(id, parts.get(1), inherited));
                } else {
                    regions.computeIfPresent(id, (same, region) -> with(region, parts));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        return new Holidays(regions);
    }

    private static boolean says(String line) {
        return !line.isBlank() && !line.startsWith("#");
    }

    private static Region with(Region region, List<String> parts) {
        var more = new ArrayList<>(region.holidays());
        Observed observed = parts.size() < 3 ? Observed.ITSELF : Observed.valueOf(parts.get(2));
        more.add(new Holiday(parts.getFirst(), DayRule.parse(parts.get(1)), observed));
        return new Region(region.id(), region.name(), more);
    }
}
