package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.Answer;

/**
 * What one unit's finished answers add up to while its wave is open, and how much of it is shown. People come in batches of
 * the smallest group. Each bundle of figures shows whole batches only, never the last ones: what it shows next and what comes
 * after that both rest on the smallest group at least before anything moves. So any two releases of a unit, and a release
 * and the final result, differ by that many people or by nobody. For one thread.
 */
public final class InterimGroup {
    private final Interim interim;
    private final int smallest;
    private final List<Parts> bundles = new ArrayList<>();
    private int batch;
    private int people;

    /** A unit of which nobody has finished. @param smallest people of a batch */
    public InterimGroup(Interim interim, int smallest) {
        this.interim = interim;
        this.smallest = smallest;
        this.batch = 1;
        interim.bundles().forEach(bundle -> bundles.add(new Parts(bundle.size())));
    }

    /** As it was kept. */
    public InterimGroup(Interim interim, int smallest, Kept kept) {
        this.interim = interim;
        this.smallest = smallest;
        this.batch = kept.batch();
        this.people = kept.people();
        kept.bundles().forEach(sums -> bundles.add(new Parts(sums)));
    }

    /**
     * All of it, to keep.
     *
     * @param batch the one that is being filled, counted from 1
     * @param people in that batch
     */
    public record Kept(int batch, int people, List<Sums> bundles) {
        public Kept {
            bundles = List.copyOf(bundles);
        }
    }

    /**
     * One bundle's sums, first of which is the number of people.
     *
     * @param shown the released ones, up to and with the batch {@code through}; 0 for none
     * @param next those that are shown next, up to and with {@code nextThrough}
     * @param after of later batches, until they are enough
     * @param filling of the batch that is being filled
     */
    public record Sums(
            List<Double> shown,
            int through,
            List<Double> next,
            int nextThrough,
            List<Double> after,
            List<Double> filling) {}

    public Kept kept() {
        return new Kept(batch, people, bundles.stream().map(Parts::sums).toList());
    }

    /** Counts somebody who has finished. @return their batch */
    public int add(Map<String, Answer> answers) {
        int own = batch;
        for (int i = 0; i < bundles.size(); i++) {
            Optional<double[]> sums = interim.bundles().get(i).of(answers);
            if (sums.isPresent()) {
                add(bundles.get(i).filling, sums.get());
            }
        }
        people++;
        if (people >= smallest) {
            bundles.forEach(parts -> parts.close(batch, smallest));
            batch++;
            people = 0;
        }
        return own;
    }

    /** The last batch that a scale or an item shows; 0 for none. */
    int through(int bundle) {
        return bundles.get(bundle).through;
    }

    /** Whether anything of the unit was ever released. */
    public boolean shows() {
        return bundles.stream().anyMatch(parts -> parts.through > 0);
    }

    double[] shown(int bundle) {
        return bundles.get(bundle).shown;
    }

    static void add(double[] to, double[] more) {
        for (int i = 0; i < to.length; i++) {
            to[i] += more[i];
        }
    }

    private static final class Parts {
        private double[] shown;
        private int through;
        private double[] next;
        private int nextThrough;
        private double[] after;
        private double[] filling;

        Parts(int size) {
            shown = new double[size];
            next = new double[size];
            after = new double[size];
            filling = new double[size];
        }

        Parts(Sums sums) {
            shown = array(sums.shown());
            through = sums.through();
            next = array(sums.next());
            nextThrough = sums.nextThrough();
            after = array(sums.after());
            filling = array(sums.filling());
        }

        Sums sums() {
            return new Sums(list(shown), through, list(next), nextThrough, list(after), list(filling));
        }

        void close(int batch, int smallest) {
            add(after, filling);
            filling = new double[filling.length];
            if (after[0] < smallest) {
                return;
            }
            if (nextThrough > 0) {
                add(shown, next);
                through = nextThrough;
            }
            next = after;
            nextThrough = batch;
            after = new double[after.length];
        }

        private static double[] array(List<Double> numbers) {
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private static List<Double> list(double[] numbers) {
            return java.util.Arrays.stream(numbers).boxed().toList();
        }
    }
}
