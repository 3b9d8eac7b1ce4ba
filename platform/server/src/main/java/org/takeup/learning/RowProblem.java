package org.takeup.learning;

/**
 * A row that was left out, or taken without a part of it.
 *
 * @param number counts from 1 within the import
 * @param file as the source calls it
 * @param line counted from 1, the header included; 0 if it is about the file as a whole
 * @param field the column, or empty
 * @param leftOut whether the whole row was left out
 * @param message what is wrong and what to do
 */
public record RowProblem(int number, String file, long line, String field, boolean leftOut, String message) {}
