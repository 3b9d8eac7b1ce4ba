package org.takeup.focus;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.delivery.Address;
import org.takeup.people.Person;
import org.takeup.store.RandomCode;

/**
 * Who is asked next. Everybody has a place, {@code SHA-256("takeup-focus:" + seed + ":" + person id)}, and those with the
 * lowest places are asked first; so the draw can be repeated, and who asks more people goes on where it stopped.
 */
final class Draw {
    private static final Comparator<byte[]> BY_PLACE = java.util.Arrays::compareUnsigned;

    private Draw() {}

    private record Placed(byte[] place, Person person) {}

    /** 128 random bits. */
    static String freshSeed() {
        return RandomCode.hex(16);
    }

    /**
     * The next so many who can get mail, in the order of their places. Holds as many people as are wanted.
     *
     * @param from closed here
     * @param known ids of those who were asked already
     */
    static List<Person> next(Stream<Person> from, String seed, int many, Set<String> known) {
        var in = new PriorityQueue<>(
                Comparator.comparing(Placed::place, BY_PLACE).reversed());
        try (from) {
            from.filter(person -> !known.contains(person.id()) && Address.isPlain(person.email()))
                    .forEach(person -> {
                        in.add(new Placed(place(seed, person.id()), person));
                        if (in.size() > many) {
                            in.remove();
                        }
                    });
        }
        var ordered = new ArrayList<>(in);
        ordered.sort(Comparator.comparing(Placed::place, BY_PLACE));
        return ordered.stream().map(Placed::person).toList();
    }

    private static byte[] place(String seed, String personId) {
        return digest("takeup-focus:" + seed + ":" + personId);
    }

    static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
