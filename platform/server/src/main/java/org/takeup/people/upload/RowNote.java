package org.takeup.people.upload;

/**
 * Something about a row that an admin should know.
 *
 * @param number from 1
 * @param line of the file where the row begins
 * @param field the title of the column, or empty for the whole row
 * @param leftOut whether the row is not taken at all
 */
public record RowNote(int number, long line, String field, boolean leftOut, String message) {}
