// Paths of Go files on standard input, one a line; what go/parser sees in them out: "file PATH", then "unparsed" or
// rows of package and import.
package main

import (
	"bufio"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"strconv"
)

func main() {
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		fmt.Fprintf(out, "file\t%s\n", in.Text())
		places := token.NewFileSet()
		file, err := parser.ParseFile(places, in.Text(), nil, parser.ImportsOnly)
		if err != nil {
			fmt.Fprintln(out, "unparsed")
			continue
		}
		line := func(at token.Pos) int { return places.PositionFor(at, false).Line }
		fmt.Fprintf(out, "package\t%d\t%s\n", line(file.Name.Pos()), file.Name.Name)
		for _, spec := range file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			fmt.Fprintf(out, "import\t%d\t%s\n", line(spec.Path.Pos()), path)
		}
	}
}
