/**
 * Sheets of paper as PDF: text that stays text, and bars that are drawn. Knows nothing of what is written on them, so that every
 * capability that prints uses the same writer.
 */
@NullMarked
package org.takeup.paper;

import org.jspecify.annotations.NullMarked;
