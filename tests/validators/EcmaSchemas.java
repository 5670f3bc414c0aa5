import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.xmlbeans.SchemaTypeLoader;
import org.apache.xmlbeans.SchemaTypeLoaderException;
import org.apache.xmlbeans.SchemaTypeSystem;
import org.apache.xmlbeans.XmlBeans;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlObject;
import org.apache.xmlbeans.XmlOptions;

/** Validates each XML file of a folder by the schemas of ECMA-376 as Apache POI compiled them; see ecma.py. */
public class EcmaSchemas {
    public static void main(String[] folder) throws Exception {
        Class<?> holder = Class.forName("org.apache.poi.schemas.ooxml.system.ooxml.TypeSystemHolder");
        SchemaTypeSystem standard = (SchemaTypeSystem) holder.getField("typeSystem").get(null);
        SchemaTypeLoader loader = XmlBeans.typeLoaderUnion(standard, XmlBeans.getBuiltinTypeSystem());
        File[] files = new File(folder[0]).listFiles();
        Arrays.sort(files);
        for (File file : files) {
            List<XmlError> errors = new ArrayList<>();
            try {
                XmlObject part = loader.parse(file, null, null);
                if (part.schemaType().isNoType() || part.schemaType() == XmlObject.type) {
                    System.out.println("unknown\t" + file.getName() + "\t");
                    continue;
                }
                part.validate(new XmlOptions().setErrorListener(errors));
                System.out.println("judged\t" + file.getName() + "\t");
            } catch (SchemaTypeLoaderException missing) {
                System.out.println("unknown\t" + file.getName() + "\t" + missing.getMessage().replaceAll("\\s+", " "));
            }
            for (XmlError error : errors) {
                System.out.println("fault\t" + file.getName() + "\t" + error.getMessage().replaceAll("\\s+", " "));
            }
        }
    }
}
