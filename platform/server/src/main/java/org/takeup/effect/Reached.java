package org.takeup.effect;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.plugin.api.plan.Messenger;

/**
 * Whom a step has reached, each on their own day: when the mail server took it, when it came into the inbox, or when it was ticked
 * off that it was said. A mail may wait for quiet hours, a weekly cap or a paused mailing, so that is not the step's day.
 *
 * @param days by person, not before the step's day
 * @param messenger who spoke to most of them
 */
record Reached(Map<String, LocalDate> days, Messenger messenger) {
    Reached {
        days = Map.copyOf(days);
    }

    Set<String> people() {
        return days.keySet();
    }

    /** The last day on which it reached somebody. @param step the step's day, if it reached nobody */
    LocalDate last(LocalDate step) {
        return days.values().stream().max(Comparator.naturalOrder()).orElse(step);
    }

    /**
     * The same people of a draw, each with the day by which they are counted. Who was reached has their own. Who was not, because
     * they were held out or because it did not come to them, is dealt one of the days of the others, so that each day has the same
     * part of both groups: what all do more of in a later week, reached or not, then is in both. With one day for all who are held
     * out, that week would look like an effect. Dealt in the order of units, for mails wait by site more than by person. In
     * epidemiology the day is called an index date, exposure that begins on different days staggered, and dealing its distribution
     * to those who are not exposed prescription time-distribution matching (Z. Zhou and others, American Journal of Epidemiology
     * 162, 2005).
     *
     * @param seed decides whom chance gives which day; the same seed always gives the same days
     * @param step the step's day, for all if nobody was reached
     */
    List<Member> dated(List<Member> members, String seed, LocalDate step) {
        Comparator<Member> order = Comparator.comparing(Member::unit)
                .thenComparing(each -> Sample.number(seed + "/" + each.person()))
                .thenComparing(Member::person);
        List<Member> ordered = members.stream().sorted(order).toList();
        List<Member> own = ordered.stream().filter(this::hasOwn).toList();
        var dated = new ArrayList<Member>();
        own.forEach(each -> dated.add(each.on(days.getOrDefault(each.person(), step))));
        List<LocalDate> dealt = dated.stream().map(Member::day).toList();
        for (boolean treated : List.of(true, false)) {
            List<Member> others = ordered.stream()
                    .filter(each -> each.treated() == treated && !hasOwn(each))
                    .toList();
            for (int i = 0; i < others.size(); i++) {
                // The middle of its place among so many.
                long place = (2L * i + 1) * dealt.size() / (2L * others.size());
                dated.add(others.get(i).on(dealt.isEmpty() ? step : dealt.get(Math.toIntExact(place))));
            }
        }
        return dated;
    }

    private boolean hasOwn(Member member) {
        return member.treated() && days.containsKey(member.person());
    }
}
