package org.takeup.survey.statistics;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix, by Jacobi's rotations: exact to the rounding of the machine, the same
 * on every machine, and fast enough for the few variables here.
 *
 * @param values in no order
 * @param vectors one a column, in the order of the values
 */
@SuppressWarnings("ArrayRecordComponent") // lives within one calculation
record Eigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 100;
    private static final double CLOSE = 1e-30;

    static Eigen of(double[][] symmetric) {
        int size = symmetric.length;
        var a = new double[size][];
        var vectors = new double[size][size];
        for (int i = 0; i < size; i++) {
            a[i] = symmetric[i].clone();
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && besideDiagonal(a) > CLOSE; sweep++) {
            for (int p = 0; p < size; p++) {
                for (int q = p + 1; q < size; q++) {
                    if (a[p][q] != 0) {
                        rotate(a, vectors, p, q);
                    }
                }
            }
        }
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = a[i][i];
        }
        return new Eigen(values, vectors);
    }

    private static double besideDiagonal(double[][] a) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += a[i][j] * a[i][j];
            }
        }
        return sum;
    }

    /** Turns rows and columns p and q so that their common element becomes 0. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (double[] row : a) {
            turn(row, p, q, c, s);
        }
        for (int i = 0; i < a.length; i++) {
            double atP = a[p][i];
            double atQ = a[q][i];
            a[p][i] = c * atP - s * atQ;
            a[q][i] = s * atP + c * atQ;
        }
        for (double[] row : vectors) {
            turn(row, p, q, c, s);
        }
    }

    private static void turn(double[] row, int p, int q, double c, double s) {
        double atP = row[p];
        double atQ = row[q];
        row[p] = c * atP - s * atQ;
        row[q] = s * atP + c * atQ;
    }

    int largest() {
        int at = 0;
        for (int i = 1; i < values.length; i++) {
            at = values[i] > values[at] ? i : at;
        }
        return at;
    }
}
