"""A presentation as a PowerPoint file whose charts, maps and tables can be edited.

``presentation.encode`` puts a file together. A figure becomes a plot (``plots``), which is written as a
native chart (``chart_xml``) with its numbers in a workbook of its own (``workbook``); a map becomes
shapes (``land``) and a legend. The same slides give the same bytes."""
