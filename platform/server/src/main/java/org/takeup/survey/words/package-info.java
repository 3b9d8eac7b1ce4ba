/**
 * What people wrote, counted: which words many of them use. Pure text in, counts out; no store, no people but the names that
 * are to be left out.
 */
@NullMarked
package org.takeup.survey.words;

import org.jspecify.annotations.NullMarked;
