package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a spreadsheet gets. */
class ProblemsCsvTest {
    @Test
    void aValueOfTheSourceNeverBecomesAFormula() {
        String csv = ProblemsCsv.write(List.of(new RowProblem(1, "=users.csv", 7, "", true, "-1+\"x\"")));
        assertEquals(
                "number,file,line,field,left out,message\r\n1,\"'=users.csv\",7,\"\",yes,\"'-1+\"\"x\"\"\"\r\n", csv);
    }
}
