//! What a plan costs by the drawing rules, thing by thing, and the index by which that is counted fast.

use crate::export::map::Plan;
use crate::export::map::boxes::Boxes;
use crate::export::map::geometry;
use crate::export::map::geometry::Point;
use crate::export::map::geometry::Rect;
use crate::export::map::label;
use crate::export::map::label::Tier;
use crate::export::map::price;
use crate::export::map::springs::MARGIN;
use crate::query::map::MapView;
use crate::vocabulary::Kind;

/// The plan with what its costs are counted by.
pub struct Sheet<'a> {
    /// Where everything stands.
    pub plan: &'a mut Plan,
    /// The ties, by both ends.
    pub ties: Vec<(usize, usize)>,
    ties_of: Vec<Vec<usize>>,
    /// The lines of the ties, the boxes round them, and those round each mark and its name; like `names`
    /// kept in step by `put`.
    lines: Vec<(Point, Point)>,
    around_lines: Boxes,
    around_things: Boxes,
    /// Which things have a name.
    pub named: Vec<bool>,
    /// The boxes of the names that stand, kept in step with the plan by `put`.
    pub names: Vec<Option<Rect>>,
    /// Where the marks of each cell may stand.
    pub rooms: Vec<Rect>,
    /// How far apart the things of each cell would best be.
    ideal: Vec<f64>,
}

/// The sheet of a plan, on which no name stands yet.
pub fn sheet<'a>(view: &MapView, plan: &'a mut Plan) -> Sheet<'a> {
    let ties: Vec<(usize, usize)> = view.edges.iter().map(|e| (e.source, e.target)).collect();
    let mut ties_of = vec![Vec::new(); view.nodes.len()];
    for (t, &(a, b)) in ties.iter().enumerate() {
        ties_of[a].push(t);
        ties_of[b].push(t);
    }
    let named = view.nodes.iter().map(|n| n.kind != Kind::Talk).collect();
    let rooms: Vec<Rect> = plan.cells.iter().map(|c| c.grown(-MARGIN, -MARGIN * 0.9)).collect();
    let mut members = vec![0usize; plan.cells.len()];
    plan.cell_of.iter().for_each(|&c| members[c] += 1);
    let area = rooms.iter().map(|r| r.width() * r.height());
    let ideal = area.zip(&members).map(|(area, &n)| (area / n.max(1) as f64).sqrt()).collect();
    let names = vec![None; view.nodes.len()];
    let lines = ties.iter().map(|&(a, b)| (plan.at[a], plan.at[b])).collect();
    let (around_lines, around_things) = (Boxes::new(ties.len()), Boxes::new(view.nodes.len()));
    let mut sheet = Sheet {
        plan,
        ties,
        ties_of,
        lines,
        around_lines,
        around_things,
        named,
        names,
        rooms,
        ideal,
    };
    (0..view.nodes.len()).for_each(|thing| sheet.put(thing, sheet.plan.at[thing], None));
    sheet
}

impl Sheet<'_> {
    /// What the thing costs where it is now.
    pub fn cost(&self, thing: usize) -> f64 {
        self.cost_of_mark(thing, f64::MAX) + self.cost_of_name(thing)
    }

    /// What the mark and its ties cost, wherever its name stands. Stops counting beyond `limit`.
    pub fn cost_of_mark(&self, thing: usize, limit: f64) -> f64 {
        let mut cost = self.cost_of_length(thing) + self.cost_of_room(thing);
        if cost < limit {
            cost += self.cost_of_ties_over(thing);
        }
        for &tie in &self.ties_of[thing] {
            if cost < limit {
                cost += self.cost_of_tie(tie, thing);
            }
        }
        cost
    }

    /// How long the ties are.
    fn cost_of_length(&self, thing: usize) -> f64 {
        let mut cost = 0.0;
        for &tie in &self.ties_of[thing] {
            let (a, b) = self.ties[tie];
            let length = self.plan.at[a].distance(self.plan.at[b]);
            cost += if self.plan.cell_of[a] == self.plan.cell_of[b] {
                let share = length / self.ideal[self.plan.cell_of[a]];
                price::LENGTH * share * share
            } else {
                price::JOURNEY * length
            };
        }
        cost
    }

    /// Marks too near, and names of others that the mark is on.
    fn cost_of_room(&self, thing: usize) -> f64 {
        let at = self.plan.at[thing];
        let mark = self.mark(thing);
        let mut cost = 0.0;
        let near = Rect::round(at, f64::max(54.0, self.plan.radius[thing] + 20.0));
        for other in self.around_things.meeting(&near) {
            if other == thing || !self.is_near(thing, other) {
                continue;
            }
            let touch = self.plan.radius[thing] + self.plan.radius[other] + 4.0;
            let apart = at.distance(self.plan.at[other]);
            cost += price::TOUCH * (touch - apart).max(0.0);
            cost += price::CROWD * (touch + 16.0 - apart).max(0.0) + 0.5 * (54.0 - apart).max(0.0);
            if let Some(theirs) = self.names[other] {
                cost += price::OVERLAP * theirs.grown(6.0, 2.0).overlap(&mark);
            }
        }
        cost
    }

    /// Ties of others that run under the mark.
    fn cost_of_ties_over(&self, thing: usize) -> f64 {
        let near = Rect::round(self.plan.at[thing], self.plan.radius[thing] + 5.0);
        let near = self.around_lines.meeting(&near);
        let under = near.filter(|&tie| self.runs_under(tie, thing));
        price::UNDER_MARK * under.count() as f64
    }

    /// A tie of the thing: what it crosses, what names it strikes out, what marks it runs under.
    fn cost_of_tie(&self, own: usize, thing: usize) -> f64 {
        let (a, b) = self.lines[own];
        let mut cost = 0.0;
        let along = Rect::of_line(a, b);
        for other in self.around_things.meeting(&along.grown(3.0, 3.0)).filter(|&o| o != thing) {
            cost += self.names[other].map_or(0.0, |n| price::STRUCK * n.length_inside(a, b));
            cost += if self.runs_under(own, other) { price::UNDER_MARK } else { 0.0 };
        }
        for other in self.around_lines.meeting(&along) {
            let (c, d) = self.lines[other];
            if self.apart(own, other) && geometry::cross(a, b, c, d) {
                cost += price::CROSSING;
            }
        }
        cost
    }

    /// What the name costs where it stands, or that it does not.
    pub fn cost_of_name(&self, thing: usize) -> f64 {
        let label = &self.plan.labels[thing];
        let (Some(side), Some(name)) = (label.side, self.names[thing]) else {
            return match (self.named[thing], label.tier) {
                (false, _) => 0.0,
                (true, Tier::Small) => price::UNNAMED,
                (true, _) => price::NEVER,
            };
        };
        let land = self.plan.cells[self.plan.cell_of[thing]].grown(-14.0, -9.0);
        let paper = Rect::sized(0.0, 0.0, self.plan.width, self.plan.height).grown(-8.0, -6.0);
        let mut cost = price::SIDE[side] + price::ABROAD * name.outside(&land);
        cost += price::NEVER * name.outside(&paper);
        let around = name.grown(6.0, 2.0);
        for other in self.around_things.meeting(&around) {
            if other == thing || !self.is_near(thing, other) {
                continue;
            }
            cost += price::OVERLAP * around.overlap(&self.mark(other));
            if let Some(theirs) = self.names[other] {
                cost += price::OVERLAP * around.overlap(&theirs);
                cost += if name.overlap(&theirs) > 0.0 { price::UNREADABLE } else { 0.0 };
            }
        }
        for tie in self.around_lines.meeting(&name) {
            let (a, b) = self.lines[tie];
            cost += price::STRUCK * name.length_inside(a, b);
        }
        cost
    }

    /// Whether names or marks of the two could meet.
    fn is_near(&self, one: usize, other: usize) -> bool {
        let (a, b) = (self.plan.at[one], self.plan.at[other]);
        (a.y - b.y).abs() < 80.0 && (a.x - b.x).abs() < 660.0
    }

    /// Whether two ties have no end in common.
    fn apart(&self, one: usize, other: usize) -> bool {
        let ((a, b), (c, d)) = (self.ties[one], self.ties[other]);
        a != c && a != d && b != c && b != d
    }

    fn runs_under(&self, tie: usize, thing: usize) -> bool {
        let (from, to) = self.ties[tie];
        let (a, b) = self.lines[tie];
        let near = self.plan.radius[thing] + 5.0;
        from != thing && to != thing && self.plan.at[thing].is_near_line(a, b, near)
    }

    /// The square round a mark.
    pub fn mark(&self, thing: usize) -> Rect {
        Rect::round(self.plan.at[thing], self.plan.radius[thing] + 3.0)
    }

    /// Moves a thing, and its name to one of its places.
    pub fn put(&mut self, thing: usize, at: Point, side: Option<usize>) {
        self.plan.at[thing] = at;
        let (radius, label) = (self.plan.radius[thing], &mut self.plan.labels[thing]);
        label.side = side;
        let name = side.map(|side| label::place(at, radius, label.size, side));
        self.names[thing] = name;
        let mark = self.mark(thing);
        self.around_things.set(thing, &name.map_or(mark, |name| name.with(&mark)));
        for &tie in &self.ties_of[thing] {
            let (a, b) = self.ties[tie];
            let line = (self.plan.at[a], self.plan.at[b]);
            self.lines[tie] = line;
            self.around_lines.set(tie, &Rect::of_line(line.0, line.1));
        }
    }

    /// Lets two things stand where the other stood.
    pub fn change_seats(&mut self, a: usize, b: usize) {
        let (at_a, at_b) = (self.plan.at[a], self.plan.at[b]);
        self.put(a, at_b, self.plan.labels[a].side);
        self.put(b, at_a, self.plan.labels[b].side);
    }
}
