package org.takeup.plan.schedule;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What waits for what: finish to start, by days. Nothing begins before what it waits for, the same day is allowed.
 * Immutable. Takes time in proportion to tasks and arrows.
 */
public final class Dependencies {
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, List<String>> waiting = new HashMap<>();

    /** @param waitsFor ids of other tasks; those that there are not, are passed over */
    public record Task(String id, LocalDate on, Set<String> waitsFor) {
        public Task {
            waitsFor = Set.copyOf(waitsFor);
        }
    }

    public Dependencies(List<Task> all) {
        all.forEach(task -> tasks.put(task.id(), task));
        all.forEach(task -> task.waitsFor()
                .forEach(before -> waiting.computeIfAbsent(before, key -> new ArrayList<>())
                        .add(task.id())));
    }

    /** The ids of a circle, each waiting for the next and the last for the first, if there is one. */
    public Optional<List<String>> circle() {
        Set<String> left = new HashSet<>(tasks.keySet());
        inOrder().forEach(left::remove);
        if (left.isEmpty()) {
            return Optional.empty();
        }
        // Whatever is left waits for something that is left: following it must come back.
        var path = new ArrayList<String>();
        String at = left.stream().min(String::compareTo).orElseThrow();
        while (!path.contains(at)) {
            path.add(at);
            at = waitsFor(at).stream()
                    .filter(left::contains)
                    .min(String::compareTo)
                    .orElseThrow();
        }
        return Optional.of(List.copyOf(path.subList(path.indexOf(at), path.size())));
    }

    /** Ids so that each comes after what it waits for; those of circles are left out. */
    private List<String> inOrder() {
        var open = new HashMap<String, Integer>();
        var ready = new ArrayDeque<String>();
        for (String id : tasks.keySet()) {
            int before = (int) waitsFor(id).stream().filter(tasks::containsKey).count();
            open.put(id, before);
            if (before == 0) {
                ready.add(id);
            }
        }
        var ordered = new ArrayList<String>();
        while (!ready.isEmpty()) {
            String id = ready.remove();
            ordered.add(id);
            for (String next : waiting.getOrDefault(id, List.of())) {
                if (open.merge(next, -1, Integer::sum) == 0) {
                    ready.add(next);
                }
            }
        }
        return ordered;
    }

    private Set<String> waitsFor(String id) {
        Task task = tasks.get(id);
        return task == null ? Set.of() : task.waitsFor();
    }

    /** All that wait for it, directly or by others, in the order of waiting. */
    public List<String> after(String id) {
        var met = new HashSet<String>();
        var next = new ArrayDeque<>(waiting.getOrDefault(id, List.of()));
        while (!next.isEmpty()) {
            String each = next.remove();
            if (met.add(each)) {
                next.addAll(waiting.getOrDefault(each, List.of()));
            }
        }
        return inOrder().stream().filter(met::contains).toList();
    }

    /**
     * The new days when one task moves and all that wait for it move along by as many days, each on to a day that fits.
     *
     * @param fits for an id and a day, that day or a later one; a later day must not give an earlier one
     * @return by id, the moved one among them; whatever came no earlier than what it waits for still does, as long as
     *     that moves too or stays where it was
     */
    public Map<String, LocalDate> moved(String id, LocalDate to, BiFunction<String, LocalDate, LocalDate> fits) {
        var days = new LinkedHashMap<String, LocalDate>();
        Task first = tasks.get(id);
        if (first == null) {
            return days;
        }
        long by = to.toEpochDay() - first.on().toEpochDay();
        days.put(id, to);
        for (String each : after(id)) {
            LocalDate was = on(each);
            LocalDate day = was.plusDays(by);
            for (String before : waitsFor(each)) {
                LocalDate its = days.getOrDefault(before, tasks.containsKey(before) ? on(before) : LocalDate.MIN);
                // Only an order that there was is kept: what was planned against it stays against it.
                if (tasks.containsKey(before) && !on(before).isAfter(was) && its.isAfter(day)) {
                    day = its;
                }
            }
            days.put(each, fits.apply(each, day));
        }
        return days;
    }

    private LocalDate on(String id) {
        return java.util.Objects.requireNonNull(tasks.get(id), id).on();
    }
}
