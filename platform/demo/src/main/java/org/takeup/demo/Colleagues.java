package org.takeup.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Everybody in a sample organisation: the people who can sign in, and invented colleagues with names from two lists. */
final class Colleagues {
    private static final int INVENTED = 300;
    private static final int FIRST_NUMBER = 3001;

    private Colleagues() {}

    /** The people who can sign in first, then the invented; every name and address is there once. */
    static List<Learner> of(Company company, List<String> units, RandomGenerator random) {
        List<Learner> everybody = new ArrayList<>();
        for (Person person : company.people()) {
            everybody.add(new Learner(
                    person.employeeNumber(),
                    person.givenName(),
                    person.familyName(),
                    person.email(),
                    units.indexOf(person.unit())));
        }
        String prefix = company.people().getFirst().employeeNumber().substring(0, 3);
        List<String> names = new ArrayList<>(names(random));
        for (int i = 0; i < INVENTED; i++) {
            String[] name = names.get(i).split(" ", 2);
            String mailbox = (name[0] + "." + name[1]).toLowerCase(Locale.ROOT);
            everybody.add(new Learner(
                    prefix + (FIRST_NUMBER + i),
                    name[0],
                    name[1],
                    mailbox + "@" + company.domain(),
                    unit(units, random)));
        }
        return everybody;
    }

    private static Set<String> names(RandomGenerator random) {
        List<String> given = words("given-names");
        List<String> family = words("family-names");
        Set<String> names = new TreeSet<>();
        while (names.size() < INVENTED) {
            names.add(given.get(random.nextInt(given.size())) + " " + family.get(random.nextInt(family.size())));
        }
        return names;
    }

    /** Units differ in size: the earlier ones in the list are larger. */
    private static int unit(List<String> units, RandomGenerator random) {
        return Math.min(random.nextInt(units.size()), random.nextInt(units.size() + 2)) % units.size();
    }

    private static List<String> words(String file) {
        return List.of(Resources.text("learning/" + file + ".txt").strip().split("\\s+"));
    }
}
