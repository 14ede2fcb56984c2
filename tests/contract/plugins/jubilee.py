"""A jubilee gives everyone the same in some months."""

from westphalia import Institution, lever, uniforms


class Jubilee(Institution):
    """An agreement of all with all, without duties; whether it falls this month is luck."""

    stage = "local"
    binds_unasked = True
    parameters = (lever("jubilee_gift", 0.125, 0, 1, "share of endowment", "what a jubilee gives", "assumed"),)

    def act(self):
        issue = self.issue
        if issue.month == 1:
            issue.agreements.binding[self.slot] = self.agreement
        terms = issue.agreements.row[self.agreement : self.agreement + 1]
        falls = uniforms(issue.key("jubilee"), issue.rows["id"][:1])[0] < 0.75
        terms["in_force"], terms["members"], terms["founded"] = 1, len(issue.rows), 1
        terms["club"] = issue.p["jubilee_gift"] * falls
